import { expect, test } from '@jest/globals';
import { formatOf } from '../../src/import/formats.js';
import { LIMITS } from '../../src/import/limits.js';
import { UnreadableFile } from '../../src/import/unreadable.js';
import { bytes } from './fixtures/all.js';
import { zip } from './zip-file.js';

const MIB = 1024 * 1024;

async function refusal(id: string, file: Uint8Array | string, password?: string): Promise<string> {
  const content = typeof file === 'string' ? bytes(file) : file;
  const error = await formatOf(id)
    ?.parse(content, { password })
    .then(
      () => undefined,
      (thrown) => thrown,
    );
  expect(error).toBeInstanceOf(UnreadableFile);
  return (error as UnreadableFile).sentence.key;
}

const CHROME = 'name,url,username,password\n';
const keePass = (inside: string, before = '') => `<?xml version="1.0"?>${before}<KeePassFile>${inside}</KeePassFile>`;
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}"><!ENTITY c "${'&b;'.repeat(10)}">]>`;
const XXE = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/hostname">]>';
const DECLARES = 'This file declares a document type or entities, which no export does.';
const DEEP = 'This file is nested too deeply.';
const NOT_UTF_8 = 'This file is not in UTF-8. Save it as UTF-8 and choose it again.';
const UTF_16 = 'This file is in UTF-16. Save it as UTF-8 and choose it again.';
const LONG_ROW = 'A row of this file is longer than 1 MiB.';

test.each([
  ['an external entity', 'keepass2xml', keePass('&xxe;', XXE), DECLARES],
  ['a billion laughs', 'pwsafexml', keePass('&c;', LAUGHS), DECLARES],
  ['a document type inside', 'safeincloudxml', '<database><!DOCTYPE x></database>', DECLARES],
  ['XML nested 10,000 deep', 'keepass2xml', '<Group>'.repeat(10_000) + '</Group>'.repeat(10_000), DEEP],
  ['XML that was cut off', 'keepass2xml', '<KeePassFile><Root><Group>', 'This file is not well-formed XML.'],
  [
    'XML whose tags cross',
    'keepass2xml',
    '<KeePassFile><Root></KeePassFile></Root>',
    'This file is not well-formed XML.',
  ],
  ['JSON nested 10,000 deep', 'bitwardenjson', '['.repeat(10_000) + ']'.repeat(10_000), DEEP],
  ['JSON that was cut off', 'bitwardenjson', '{"items":[', 'This file is not valid JSON.'],
  [
    'JSON of nothing but lists',
    'bitwardenjson',
    `[${'[],'.repeat(5_000_000)}[]]`,
    'This file has more values than an import may hold.',
  ],
  ['a NUL byte', 'chromecsv', `${CHROME}a\0b,,,\n`, 'This file holds NUL bytes, so it is no text file.'],
  ['UTF-16, little end first', 'chromecsv', Buffer.from(`\uFEFF${CHROME}`, 'utf16le'), UTF_16],
  ['UTF-16, big end first', 'chromecsv', Buffer.from(`\uFEFF${CHROME}`, 'utf16le').swap16(), UTF_16],
  ['Latin-1', 'chromecsv', Buffer.from(`${CHROME}å,,,\n`, 'latin1'), NOT_UTF_8],
  ['an overlong sequence', 'bitwardenjson', Buffer.from([0x7b, 0xc0, 0xaf, 0x7d]), NOT_UTF_8],
  ['a lone surrogate', 'chromecsv', Buffer.from([0xed, 0xa0, 0x80]), NOT_UTF_8],
  ['one line of 60 MiB', 'chromecsv', Buffer.alloc(60 * MIB, 'a'), LONG_ROW],
  ['one quoted row of many lines', 'chromecsv', `${CHROME}"${'a\n'.repeat(MIB)}",,,\n`, LONG_ROW],
  [
    'an open quotation mark',
    'chromecsv',
    `${CHROME}"a,b,c,d\n`,
    'This is not a CSV file: a quotation mark is missing.',
  ],
  [
    'nothing but commas',
    'chromecsv',
    CHROME + `${','.repeat(1000)}\n`.repeat(20_001),
    'This file has more cells than an import may hold.',
  ],
  [
    'a header of 100,000 columns',
    'chromecsv',
    CHROME.trim() + ',x'.repeat(100_000),
    'The first row of this file is no header.',
  ],
  ['nothing', 'chromecsv', '', 'This file is empty.'],
  ['a header alone', 'bitwardencsv', 'type,name,login_password\n', 'This file has a header and no rows.'],
  ['more than 64 MiB', 'bitwardenjson', Buffer.alloc(64 * MIB + 1, ' '), 'This file is larger than 64 MiB.'],
  [
    'another program',
    'bitwardencsv',
    'alpha,beta\n1,2\n',
    'This is not a file of {{format}}: these columns are missing: {{columns}}.',
  ],
  [
    'more than 100,000 rows',
    'chromecsv',
    CHROME + 'a,,,\n'.repeat(100_001),
    'This file holds more than {{most}} items. Split it and import the parts.',
  ],
  [
    'more than 200,000 empty rows',
    'chromecsv',
    CHROME + '\n'.repeat(200_001),
    'This file holds more than {{most}} items. Split it and import the parts.',
  ],
  [
    'more than 10,000 collections',
    'keepassxcsv',
    `Group,Title,Username,Password,URL,Notes\n${groups(10_001)}`,
    'This file holds more than {{most}} collections. Split it and import the parts.',
  ],
] as const)('%s is refused with a sentence', async (_, id, file, sentence) => {
  expect(await refusal(id, file)).toBe(sentence);
});

function groups(count: number): string {
  return Array.from({ length: count }, (_, at) => `g${at},t,,,,\n`).join('');
}

const DATA = 'export.data';
const empty = bytes('{"accounts":[]}');

test.each([
  [
    'a zip that unpacks to more than 64 MiB',
    zip({ name: DATA, content: Buffer.alloc(65 * MIB) }),
    'This archive unpacks to more than 64 MiB.',
  ],
  [
    'one that lies about it',
    zip({ name: DATA, content: Buffer.alloc(65 * MIB), claims: 10 }),
    'This archive is damaged, or no zip file.',
  ],
  [
    'a name with ../',
    zip({ name: '../x', content: empty }, { name: DATA, content: empty }),
    'This archive holds a file whose name leads out of it.',
  ],
  [
    'an absolute name',
    zip({ name: '/etc/x', content: empty }),
    'This archive holds a file whose name leads out of it.',
  ],
  [
    'a name with backslashes',
    zip({ name: '..\\x', content: empty }),
    'This archive holds a file whose name leads out of it.',
  ],
  [
    'more than 10,000 files',
    zip(...Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: empty }))),
    'This archive holds more than {{most}} files.',
  ],
  ['no data', zip({ name: 'x', content: empty }), 'This archive holds no {{name}}.'],
  [
    'a zip under a password',
    zip({ name: DATA, content: empty, encrypted: true }),
    'This archive is encrypted. Unpack it and choose the file in it.',
  ],
  ['half a zip', zip({ name: DATA, content: empty }).subarray(0, 40), 'This archive is damaged, or no zip file.'],
] as const)('%s is refused with a sentence', async (_, file, sentence) => {
  expect(await refusal('1password1pux', file)).toBe(sentence);
});

test('a sound zip is read', async () => {
  const file = zip({ name: 'files/x', content: empty }, { name: DATA, content: empty });
  expect(await formatOf('1password1pux')?.parse(file, {})).toEqual({ items: [], collections: [], problems: [] });
});

test('names that all objects have are names like others', async () => {
  const file = `{"items":[{"type":1,"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
    "fields":[{"name":"__proto__","value":"v"}],"collectionIds":["constructor","__proto__"]}],"collections":[],"toString":1}`;
  const [item] = (await formatOf('bitwardenjson')?.parse(bytes(file), {}))?.items ?? [];
  expect(item.fields).toEqual([{ name: '__proto__', value: 'v', type: 'text' }]);
  expect(item.collections).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const [row] =
    (
      await formatOf('buttercupcsv')?.parse(
        bytes('!group_id,!group_name,title,username,password,__proto__\n,,x,,,v'),
        {},
      )
    )?.items ?? [];
  expect(row.fields).toEqual([{ name: '__proto__', value: 'v', type: 'text' }]);
});

test('cells that look like formulas stay as they are, whatever ends the lines', async () => {
  const file = '\uFEFFname,url,username,password\r=1+1,,@SUM(A1),+46\r\n-1,,\t,=x\n';
  const { items = [] } = (await formatOf('chromecsv')?.parse(bytes(file), {})) ?? {};
  expect(items.map(({ name }) => name)).toEqual(['=1+1', '-1']);
  expect(items).toMatchObject([
    { login: { username: '@SUM(A1)', password: '+46' } },
    { login: { username: '\t', password: '=x' } },
  ]);
});

test('the limits are those that the page names', () => {
  expect(LIMITS).toEqual({ bytes: 64 * MIB, items: 100_000, collections: 10_000 });
});
