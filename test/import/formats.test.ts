import { expect, test } from '@jest/globals';
import { detectFormat, FORMATS, formatOf } from '../../src/import/formats.js';
import { bytes, FIXTURES } from './fixtures/all.js';

const named = FIXTURES.map(({ id, file, items, collections = [] }) => [id, { file, items, collections }] as const);

test.each(named)('a file of %s gives its items and collections', async (id, { file, items, collections }) => {
  const result = await formatOf(id)?.parse(bytes(file), {});
  expect(result?.items).toEqual(items);
  expect(result?.collections).toEqual(collections);
});

test.each(named)('the same with a byte order mark and lines that end with CRLF: %s', async (id, { file, items }) => {
  const windows = `\uFEFF${file.replace(/\r?\n/g, '\r\n')}`;
  expect((await formatOf(id)?.parse(bytes(windows), {}))?.items).toEqual(items);
});

/** One layout for several programs: the file alone cannot tell. */
const SAME_AS: Record<string, string> = {
  passboltcsv: 'lastpasscsv',
  edgecsv: 'chromecsv',
  bravecsv: 'chromecsv',
  operacsv: 'chromecsv',
  vivaldicsv: 'chromecsv',
};

test.each(named)('a file of %s is known by its content', (id, { file }) => {
  expect(detectFormat(bytes(file))?.id).toBe(SAME_AS[id] ?? id);
});

test('a file of nothing that we know is known as nothing', () => {
  for (const file of ['', 'alpha,beta\n1,2\n', '{"a":1}', '<a/>', 'PK\u0003\u0004']) {
    expect(detectFormat(bytes(file))).toBeUndefined();
  }
});

test('every format of the list has a file here', () => {
  const tried = new Set(FIXTURES.map(({ id }) => id));
  expect(FORMATS.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
});
