import { expect, test } from '@jest/globals';
import { formatOf } from '../../src/import/formats.js';
import { say } from '../../src/web/message.js';
import { bytes } from './fixtures/all.js';

const read = async (id: string, file: string) => formatOf(id)!.parse(bytes(file), {});
const longer = (most: number) => say('It is longer than {{most}} characters.', { most });
const HEADER = 'collections,type,name,notes,fields,login_uri,login_username,login_password,login_totp\n';

test.each([
  ['Collection', 200, (text: string) => `${text},,x,,,,,,`],
  ['Name', 1000, (text: string) => `,,${text},,,,,,`],
  ['Notes', 10_000, (text: string) => `,,x,${text},,,,,`],
  ['Custom field', 10_000, (text: string) => `,,x,,a: ${text},,,,`],
  ['Website', 10_000, (text: string) => `,,x,,,${text.replace(/^.{4}/u, 'x://')},,,`],
  ['Username', 1000, (text: string) => `,,x,,,,${text},,`],
  ['Password', 5000, (text: string) => `,,x,,,,,${text},`],
  ['Authenticator key', 1000, (text: string) => `,,x,,,,,,${text}`],
])('%s holds %i characters; a row with one more is left out and named', async (field, most, row) => {
  const whole = HEADER + ['', row('🦊'.repeat(most)), row('å'.repeat(most + 1)), row('b')].join('\n');
  const { items, problems } = await read('bitwardencsv', whole);
  expect(items).toHaveLength(2);
  expect(problems).toEqual([{ row: 4, field: say(field), reason: longer(most) }]);
});

test.each([
  ['Card', 1000, { type: 3, card: { code: 'x'.repeat(1001) } }],
  ['Identity', 1000, { type: 4, identity: { ssn: 'x'.repeat(1001) } }],
  ['SSH key', 5000, { type: 5, sshKey: { privateKey: 'x'.repeat(5001) } }],
  ['Password history', 5000, { type: 1, passwordHistory: [{ password: 'x'.repeat(5001) }] }],
])('a part of %s that is too long is named, and never shown', async (field, most, item) => {
  const result = await read(
    'bitwardenjson',
    JSON.stringify({
      items: [
        { type: 2, name: 'a' },
        { name: 'b', ...item },
      ],
    }),
  );
  expect(result.problems).toEqual([{ row: 2, field: say(field), reason: longer(most) }]);
  expect(JSON.stringify(result)).not.toContain('xxx');
});

test('a collection of an item that is left out is none', async () => {
  const { collections } = await read('bitwardencsv', `${HEADER}Tom,,x,${'a'.repeat(10_001)},,,,,\nHel,,x,,,,,,\n`);
  expect(collections).toEqual(['Hel']);
});

test('what gives no item says why', async () => {
  expect((await read('keepassxcsv', 'Title,Username,Password,URL,Notes\n,u,p,,\n')).problems).toEqual([
    { row: 2, reason: say('It has no title.') },
  ]);
  expect((await read('keepercsv', 'a,b\n,t,u,p,,\n')).problems).toEqual([
    { row: 1, reason: say('The row has too few cells.') },
  ]);
  expect((await read('bitwardenjson', '{"items":[7,{"type":9},{"type":2}]}')).problems).toEqual([
    { row: 1, reason: say('This is not an item.') },
    { row: 2, reason: say('Its type is unknown.') },
  ]);
});
