import { Member } from '../../src/client-orgs/member.entity.js';
import { MemberClient } from '../../src/client-orgs/member-client.entity.js';
import { wordsAsked } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import type { Answer } from '../support/page.js';
import type { Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';

export const memberAt = (provider: Provider, email: string): Promise<Member> =>
  provider.world.db.findOneByOrFail(Member, { providerId: provider.id, email });

/** Through the page, as a provider admin does. */
export async function invites(
  provider: Provider,
  emails: string,
  fields: Record<string, string | string[]> = {},
): Promise<void> {
  await provider.admin.visit(`${provider.path}/members/new`);
  await provider.admin.submit(`Invite to ${provider.name}`, { emails, ...fields });
}

/** Opens the mailed link and accepts with the account that has the address. */
export async function accepts(person: Person): Promise<void> {
  const { link } = await lastMailTo(person.world, person.email);
  await person.visit(new URL(link).pathname);
  await person.submit('Accept the invitation');
}

/** Opens the member's page, compares two words and confirms. */
export async function confirms(provider: Provider, person: Person, by = provider.admin): Promise<void> {
  await by.visit(`${provider.path}/members/${(await memberAt(provider, person.email)).id}`);
  await by.click('Confirm');
  const [first, second] = wordsAsked(by.page.text).map((number) => person.fingerprint[number - 1]);
  await by.submit(`Confirm as member of ${provider.name}`, { firstWord: first, secondWord: second });
  await by.unlocksIfAsked();
}

export const sends = (by: Person, provider: Provider, noun: string, ids: string[]): Promise<Answer> =>
  by.send({ path: `${provider.path}/members/${noun}`, form: { ids } });

/** Works in these clients alone from now on; without pages. */
export async function worksIn(provider: Provider, person: Person, clients: { id: string }[]): Promise<void> {
  const { db } = provider.world;
  const { id: memberId } = await memberAt(provider, person.email);
  await db.update(Member, { id: memberId }, { chosenClients: true });
  for (const { id: organizationId } of clients) await db.insert(MemberClient, { memberId, organizationId });
}
