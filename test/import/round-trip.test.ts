import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportCsv } from '../../src/import/exports/bitwarden-csv.js';
import { exportJson } from '../../src/import/exports/bitwarden-json.js';
import { bitwardenCsv } from '../../src/import/formats/bitwarden-csv.js';
import { bitwardenJson } from '../../src/import/formats/bitwarden-json.js';
import type { ImportedItem, Result } from '../../src/import/item.js';
import { protect } from '../../src/import/protected-json.js';
import { UnreadableFile } from '../../src/import/unreadable.js';
import { bytes } from './fixtures/all.js';
import { anItem, long, PATHS, some, WHOLE_ITEMS, words } from './fixtures/any-item.js';
import { login, note } from './fixtures/fixture.js';

const organizationId = '0198a9f0-0000-7000-8000-000000000001';
const whole = ({ items, collections }: Result) => ({ organizationId, items, collections });

test('every item and collection comes back from JSON, and the second export is the first one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anItem, { maxLength: 5 }), async (others) => {
      const items = [...WHOLE_ITEMS, ...others];
      const first = exportJson({ organizationId, items, collections: PATHS });
      const result = await bitwardenJson.parse(bytes(first), {});
      expect(result).toEqual({ items, collections: PATHS, problems: [] });
      expect(exportJson(whole(result))).toBe(first);
    }),
  );
});

test('JSON under a password opens with it alone', async () => {
  const items = [login('Lök', { uris: ['https://x.example'], password: '🦊' }), note('=1+1', 'å'.repeat(10_000))];
  const file = await protect(exportJson({ organizationId, items, collections: [] }), 'hästar på blått gräs');
  expect(file).not.toContain('Lök');
  expect((await bitwardenJson.parse(bytes(file), { password: 'hästar på blått gräs' })).items).toEqual(items);
  await expect(bitwardenJson.parse(bytes(file), { password: 'hästar' })).rejects.toMatchObject({ asksPassword: true });
  await expect(bitwardenJson.parse(bytes(file), {})).rejects.toBeInstanceOf(UnreadableFile);
});

/** What CSV can say: no line end of Windows, no colon and blank in a field, an address with its scheme. */
const cell = words.map((text) => text.replaceAll('\r', '').replaceAll('\n', ' ') || 'x');
const fieldText = cell.map((text) => text.replaceAll(':', '') || 'x');
const inCsv = fc.record({
  name: cell.filter((text) => text.trim() !== ''),
  notes: some(long.map((text) => text.replaceAll('\r', '') || 'x')),
  collections: fc.subarray(PATHS),
  fields: fc.array(fc.record({ name: fieldText, value: fieldText, type: fc.constant('text') }), { maxLength: 3 }),
  passwordHistory: fc.constant([]),
  type: fc.constant('login'),
  login: fc.record({
    uris: fc.array(
      cell.map((text) => ({ uri: `https://${text.trim()}` })),
      { maxLength: 3 },
    ),
    ...{ username: some(cell), password: some(cell), totp: some(cell) },
  }),
}) as fc.Arbitrary<ImportedItem>;

test('logins and notes come back from CSV, values that look like formulas unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(inCsv, { minLength: 1, maxLength: 5 }), async (logins) => {
      const items = [...logins, note('Lapp', '=1+1')];
      const { text } = exportCsv({ items });
      const result = await bitwardenCsv.parse(bytes(text), {});
      expect(result.items).toEqual(items);
      expect(exportCsv(result).text).toBe(text);
    }),
  );
});

test('CSV says how many items have no place in it', async () => {
  const cards: ImportedItem[] = [{ ...note('Kort', undefined), type: 'card', card: {} }];
  expect(exportCsv({ items: [...cards, note('Lapp', 'x')] }).leftOut).toBe(1);
});
