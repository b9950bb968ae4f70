import { v7 as uuid } from 'uuid';
import { CollectionItem } from '../../src/items/collection-item.entity.js';
import { Import } from '../../src/items/import.entity.js';
import { Item } from '../../src/items/item.entity.js';
import type { Login, PlainItem } from '../../src/items/plain-item.js';
import { sealItem } from '../../src/items/sealed-item.js';
import type { Client } from './client.js';

export const SECRET = 'kor-allra-hemligast';
export const SEED = 'JBSWY3DPEHPK3PXP';

/** A login that has a secret of every kind. */
export const aLogin = (name = 'Bank & Post <b>', login: Partial<Login> = {}): PlainItem => ({
  ...{ type: 'login', name, notes: 'Rad ett\n<b>Rad två</b> {{x}}' },
  login: { username: 'eva', password: SECRET, totp: SEED, uris: [{ uri: 'https://bank.example' }], ...login },
  fields: [
    { name: 'PIN', value: 'hemlig-pin-4711', type: 'hidden' },
    { name: 'Filial', value: 'Umeå', type: 'text' },
  ],
  passwordHistory: [{ password: 'gammal-hemlighet', at: new Date('2026-01-02T03:04:05.678Z') }],
});

export const aCard: PlainItem = {
  ...{ type: 'card', name: 'Företagskort', fields: [], passwordHistory: [] },
  card: { cardholderName: 'Eva Ägare', brand: 'Visa', number: '4111111111111111', code: '737' },
};

/** Puts items into the client's tables, without pages. @returns their ids */
export async function hasItems(
  client: Client,
  items: PlainItem[],
  collections: { id: string }[] = [],
): Promise<string[]> {
  const { db } = client.provider.world;
  const [key, at] = [await client.key(), client.provider.world.clock.now()];
  const times = { version: 1, createdAt: at, revisedAt: at, deletedAt: null };
  const rows = items.map((item) => ({ id: uuid(), organizationId: client.id, ...sealItem(item, key), ...times }));
  await db.insert(Item, rows as object[]);
  for (const { id: collectionId } of collections) {
    await db.insert(
      CollectionItem,
      rows.map(({ id: itemId }) => ({ collectionId, itemId })),
    );
    await db.query('UPDATE collections SET items = items + ? WHERE id = ?', [rows.length, collectionId]);
  }
  await db.query('UPDATE organizations SET items_revision = items_revision + 1 WHERE id = ?', [client.id]);
  return rows.map(({ id }) => id);
}

/** An import of the client's provider that is live and brought nothing. @returns its id */
export async function hasImport({ id: organizationId, provider }: Client): Promise<string> {
  const [id, at] = [uuid(), provider.world.clock.now()];
  const { admin } = provider;
  await provider.world.db.insert(Import, {
    ...{ id, organizationId, providerId: provider.id, userId: admin.id, actorName: admin.name, sessionId: '' },
    ...{ format: 'LastPass', state: 'live', items: 0, unassigned: 0, staged: 0, counts: {}, problems: [], faults: 0 },
    ...{ createdAt: at, seenAt: at, liveAt: at, clearedAt: at },
  });
  return id;
}
