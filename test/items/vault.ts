import { v7 as uuid } from 'uuid';
import { Collection } from '../../src/collections/collection.entity.js';
import { pathOf } from '../../src/collections/names.js';
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

/** Collections of numbered customers, made without pages: Kund 000, Kund 001 … */
export async function hasCollections({ client }: Vault, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, at) => `Kund ${String(at).padStart(3, '0')}`);
  const rows = names.map((name) => ({ name, nameKey: name.toLowerCase(), path: pathOf(name.toLowerCase()) }));
  const common = { organizationId: client.id, externalId: null, createdAt: client.provider.world.clock.now() };
  await client.provider.world.db.insert(
    Collection,
    rows.map((row) => ({ id: uuid(), ...row, ...common })),
  );
}
