import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportJson } from '../../src/import/exports/bitwarden-json.js';
import { formatOf } from '../../src/import/formats.js';
import type { ImportedItem } from '../../src/import/item.js';
import readUpload, { type Batch } from '../../src/import/read.worker.js';
import { say } from '../../src/web/message.js';
import { bytes } from '../import/fixtures/all.js';
import { hidden, note } from '../import/fixtures/fixture.js';
import { openWorld, type World } from '../support/world.js';
import { aVault, savesLogin } from './vault.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const MEBIBYTE = 1024 * 1024;
const fileOf = (items: ImportedItem[], collections: string[] = []) =>
  bytes(exportJson({ organizationId: '0198a9f0-0000-7000-8000-000000000001', items, collections }));
const withFields = (count: number, value: string) =>
  note('Stor', undefined, { fields: Array.from({ length: count }, (_, at) => hidden(`Fält ${at}`, value)) });

test('a form with more than an item holds is refused with a sentence, and nothing is saved', async () => {
  const vault = await aVault(world);
  const id = await savesLogin(vault, vault.owner);
  await vault.owner.visit(`${vault.path}/${id}/edit`);
  const form = (count: number) => ({
    formId: vault.owner.page.value('formId'),
    _token: vault.owner.page.value('_token'),
    ...{ type: 'login', seen: '1', name: 'Bank' },
    ...{ fieldNames: Array(count).fill('x'), fieldTypes: Array(count).fill('text') },
    ...{ fieldValues: Array(count).fill('å'.repeat(2500)), fieldPlaces: Array(count).fill('') },
  });
  await vault.owner.go({ path: `${vault.path}/${id}?_method=patch`, method: 'POST', form: form(45) });
  expect(vault.owner.page.errors).toEqual([]);
  await vault.owner.visit(`${vault.path}/${id}/edit`);
  await vault.owner.go({ path: `${vault.path}/${id}?_method=patch`, method: 'POST', form: { ...form(50), seen: '2' } });
  expect(vault.owner.page.errors.join()).toContain('is larger than 250 kB');
  await vault.owner.visit(`${vault.path}/new`);
  await vault.owner.go({ path: vault.path, method: 'POST', form: form(50) });
  expect(vault.owner.page.errors.join()).toContain('is larger than 250 kB');
});

test('a row that is larger than an item may be is left out and named, however its size comes together', async () => {
  const items = [note('Liten', 'x'), withFields(45, 'å'.repeat(2500)), withFields(51, 'å'.repeat(2500))];
  const result = await formatOf('bitwardenjson')!.parse(fileOf([...items, withFields(1300, '')]), {});
  expect(result.items).toHaveLength(2);
  const reason = say('All of it together is larger than {{most}} kB.', { most: 250 });
  expect(result.problems).toEqual([
    { row: 3, reason },
    { row: 4, reason },
  ]);
});

test.each([
  ['large items', () => Array.from({ length: 30 }, () => withFields(45, 'å'.repeat(2500))), []],
  [
    'items that are in very many collections',
    (paths: string[]) => Array.from({ length: 30 }, () => note('x', 'y', { collections: paths })),
    Array.from({ length: 5000 }, (_, at) => `Samling ${at}`),
  ],
])('a file of %s comes in batches that a server takes in one statement', async (_, items, paths) => {
  const { port1, port2 } = new MessageChannel();
  const task = { file: fileOf(items(paths), paths), password: '', key: new Uint8Array(64), now: new Date() };
  const reading = readUpload({ ...task, port: port2 });
  const sizes: number[] = [];
  let [message] = await once(port1, 'message');
  for (;;) {
    const next = once(port1, 'message');
    port1.postMessage('next');
    [message] = await next;
    if (!message) break;
    const { rows, places } = message as Batch;
    sizes.push(JSON.stringify(rows).length + JSON.stringify(places).length);
  }
  port1.close();
  await reading;
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThan(3.5 * MEBIBYTE);
});
