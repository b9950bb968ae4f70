import type { Client } from '../support/client.js';
import { wordsAsked } from '../support/client.js';
import type { Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';

/** A provider admin asks an owner, from the Clients tab on. */
export async function asksOwner(provider: Provider, email: string, by = provider.admin): Promise<void> {
  await by.visit(`${provider.path}/clients`);
  await by.click('Existing organization');
  await by.submit('Ask the owner', { email });
}

/** The owner opens the question and compares two words of the admin's phrase. */
export async function agrees({ path, name }: Client, owner: Person, provider: Provider, by = provider.admin) {
  await owner.visit(`${path}/provider`);
  await owner.click(provider.name);
  const [first, second] = wordsAsked(owner.page.text).map((number) => by.fingerprint[number - 1]);
  await owner.submit(`Agree that ${provider.name} adds ${name}`, { firstWord: first, secondWord: second });
  await owner.unlocksIfAsked();
}

/** The admin who asked looks at the seats, and adds it. */
export async function adds({ name }: Client, provider: Provider, reference = '', by = provider.admin) {
  await by.visit(`${provider.path}/additions`);
  await by.click('See and add');
  await by.submit(`Add ${name}`, { reference });
  await by.unlocksIfAsked();
}
