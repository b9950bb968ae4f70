import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportJson } from '../../src/import/exports/bitwarden-json.js';
import { bitwardenJson } from '../../src/import/formats/bitwarden-json.js';
import type { ImportedItem } from '../../src/import/item.js';
import { Import } from '../../src/items/import.entity.js';
import { aVault } from '../items/vault.js';
import { openWorld, type World } from '../support/world.js';
import { bare, exports } from './exporting.js';
import { bytes } from './fixtures/all.js';
import { anItem, PATHS, WHOLE_ITEMS } from './fixtures/any-item.js';
import { imports, prepares } from './importing.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FILE_PASSWORD = 'sju-sma-ord-i-rad';
const read = async (json: string) => (await bitwardenJson.parse(bytes(json), {})).items;

/** What the file gives no day is made when it is read. */
const dated = (items: ImportedItem[], now: Date) =>
  items.map(({ created = now, ...item }) => ({ ...item, created, revised: item.revised ?? created }));

async function comesThrough(items: ImportedItem[]): Promise<void> {
  const [from, to] = [await aVault(world), await aVault(world)];
  const file = exportJson({ organizationId: from.client.id, items, collections: PATHS });
  const id = await imports(from.owner, from.client, file);
  const { createdAt } = await world.db.findOneByOrFail(Import, { id });
  const first = await exports(from.owner, from, 'json');
  expect(await read(first)).toEqual(dated(items, createdAt));
  const sealed = await exports(from.owner, from, 'protected', FILE_PASSWORD);
  await prepares(to.owner, to.client, sealed, { filePassword: FILE_PASSWORD });
  expect(to.owner.page.text).not.toContain('What cannot be read');
  await to.owner.submit(`Import into ${to.client.name}`);
  const again = await exports(to.owner, to, 'json');
  expect(await read(again)).toEqual(await read(first));
  expect(bare(again)).toBe(bare(first));
  const [event] = await from.client.events('items.exported');
  expect(event.details).toEqual({ count: items.length, format: 'JSON' });
}

test('a whole item of every type is exported, imported elsewhere and exported again: both files are the same', () =>
  comesThrough(WHOLE_ITEMS));

test('so are many items of any kind', () =>
  fc.assert(
    fc.asyncProperty(fc.array(anItem, { minLength: 80, maxLength: 120 }), (items) => comesThrough(items)),
    { numRuns: 2, endOnFailure: true },
  ));
