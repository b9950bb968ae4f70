import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import type { World } from '../support/world.js';

/** A client with its owner, and a collection. */
export interface Vault {
  client: Client;
  owner: Person;
  collection: { id: string };
  path: string;
}

export async function aVault(world: World): Promise<Vault> {
  const provider = await aProvider(world, { teams: 50 });
  const client = await provider.startsClient({ seats: 30 });
  const owner = await client.hasMember({ role: 'owner', name: 'Eva Ägare' });
  await owner.signsIn();
  return { client, owner, collection: { id: await client.hasCollection('Ekonomi') }, path: `${client.path}/items` };
}

/** A login with a password, made on the page; the id of the item. */
export async function savesLogin({ path, collection }: Vault, who: Person, wishes: Record<string, string> = {}) {
  await who.visit(`${path}/new`);
  await who.submit('Save', {
    ...{ name: 'Bank & Post', username: 'eva', loginSecret: 'kor-allra-hemligast', uris: 'bank.example' },
    ...{ collectionIds: collection.id, ...wishes },
  });
  if (who.page.errors.length > 0) throw new Error(who.page.errors.join(' '));
  return who.page.path.split('/').pop() as string;
}
