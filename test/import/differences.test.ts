import { expect, test } from '@jest/globals';
import { formatOf } from '../../src/import/formats.js';
import { bytes } from './fixtures/all.js';

/** Where we differ from the reference on purpose: nothing that a person has is lost, and what is secret is hidden. */
const read = async (id: string, file: string) => formatOf(id)!.parse(bytes(file), {});
const json = (id: string, value: unknown) => read(id, JSON.stringify(value));

test('folders of an individual Bitwarden export become collections, which the reference loses or fails on', async () => {
  const items = [{ type: 2, name: 'a', folderId: 'f', collectionIds: [null] }];
  const fromJson = await json('bitwardenjson', { folders: [{ id: 'f', name: 'Hem/Bil' }], items });
  expect(fromJson).toMatchObject({ items: [{ collections: ['Hem/Bil'] }], collections: ['Hem/Bil'] });
  const fromCsv = await read('bitwardencsv', 'folder,favorite,type,name,login_password\nHem,1,login,a,\n');
  expect(fromCsv).toMatchObject({ items: [{ collections: ['Hem'] }], collections: ['Hem'] });
});

test('a comma in the name of a collection survives in quotes, where the reference makes two of it', async () => {
  const { collections } = await read(
    'bitwardencsv',
    'collections,type,name,login_password\n"""Kund, AB"", Bil",login,a,\n',
  );
  expect(collections).toEqual(['Kund, AB', 'Bil']);
});

test('a wrong CSV file is refused by its header, where the reference looks for items without a name', async () => {
  await expect(read('bitwardencsv', 'alpha,beta\n1,2\n')).rejects.toMatchObject({
    sentence: { values: { columns: 'type, name, login_password' } },
  });
});

test('the names of columns are compared without case, and empty rows give nothing', async () => {
  const { items } = await read('chromecsv', 'NAME,URL,Username,password\n\na,,u,p\n,,,\n');
  expect(items).toHaveLength(1);
});

test('the recycle bin of KeePass is not imported', async () => {
  const bin = '<Group><UUID>b</UUID><Name>Bin</Name><Entry/></Group>';
  const file = `<KeePassFile><Meta><RecycleBinUUID>b</RecycleBinUUID></Meta><Root><Group>${bin}</Group></Root></KeePassFile>`;
  expect(await read('keepass2xml', file)).toEqual({ items: [], collections: [], problems: [] });
});

test('an XML file with a line break before its declaration is read', async () => {
  expect(
    (await read('safeincloudxml', '\n<?xml version="1.0"?><database><card title="a"/></database>')).items,
  ).toHaveLength(1);
});

test('folders of Enpass become collections', async () => {
  const file = { folders: [{ uuid: 'f', title: 'Hem' }], items: [{ title: 'a', folders: ['f'] }] };
  expect(await json('enpassjson', file)).toMatchObject({ items: [{ collections: ['Hem'] }] });
});

test('every item of a Psono folder belongs to its collection, where the reference relates the first alone', async () => {
  const items = ['a', 'b'].map((note_title) => ({ type: 'note', note_title }));
  const result = await json('psonojson', { folders: [{ name: 'Hem', items }] });
  expect(result.items.map(({ collections }) => collections)).toEqual([['Hem'], ['Hem']]);
});

test('a PGP key of Psono is a secure note that has its name and its keys, the private one hidden: the reference makes an empty login “--” of it, and the key is lost', async () => {
  const own = { title: 'Nyckel', email: 'eva@x.example', name: 'Eva', public: 'öppet', private: 'hemligt'.repeat(950) };
  const parts = Object.entries(own).map(([part, value]) => [`mail_gpg_own_key_${part}`, value]);
  const { items } = await json('psonojson', {
    items: [{ type: 'mail_gpg_own_key', name: 'Nyckel', ...Object.fromEntries(parts) }],
  });
  expect(items).toMatchObject([{ type: 'note', name: 'Nyckel' }]);
  expect(items[0].fields.map(({ value, type }) => [value, type])).toEqual([
    ['eva@x.example', 'text'],
    ['Eva', 'text'],
    ['öppet', 'text'],
    [own.private, 'hidden'],
  ]);
});

test('PINs, and what a callback signs in with, are hidden fields', async () => {
  const card = { type: 2, service: 'Kort', password: '9' };
  expect((await json('fsecurefsk', { data: { a: card } })).items[0].fields).toMatchObject([{ type: 'hidden' }]);
  const file = '<database><card title="a"><field name="PIN" type="pin">9</field></card></database>';
  expect((await read('safeincloudxml', file)).items[0].fields).toMatchObject([{ type: 'hidden' }]);
});

test('a secret field stays hidden however long it is, where the reference moves it into the notes', async () => {
  const secret = `<String><Key>a</Key><Value ProtectInMemory="True">${'x'.repeat(300)}</Value></String>`;
  const file = `<KeePassFile><Root><Group><Entry>${secret}</Entry></Group></Root></KeePassFile>`;
  const [item] = (await read('keepass2xml', file)).items;
  expect([item.notes, item.fields[0].type]).toEqual([undefined, 'hidden']);
});

test('every shared folder of Keeper becomes a collection, and a key that cannot be read keeps its user name', async () => {
  const record = { title: 'a', $type: 'sshKeys', login: 'rot', custom_fields: { $keyPair: { privateKey: 'nej' } } };
  const result = await json('keeperjson', { shared_folders: [{ path: 'Hem\\Bil' }], records: [record] });
  expect(result.collections).toEqual(['Hem', 'Hem/Bil']);
  expect(result.items[0].fields.map(({ value }) => value)).toEqual(['nej', 'rot']);
});

test('a form of LastPass with a person and a card gives two items', async () => {
  const file =
    'profilename,profilelanguage,firstname,lastname,ccname,ccnum,ccexp\nHem,sv,Eva,Berg,EVA BERG,4000000000000002,2031-03\n';
  expect((await read('lastpasscsv', file)).items).toMatchObject([
    { type: 'card', name: 'Hem', card: { cardholderName: 'EVA BERG', expMonth: '3', expYear: '2031' } },
    { type: 'identity', name: 'Hem', identity: { firstName: 'Eva', lastName: 'Berg' } },
  ]);
});

test('the web page that LastPass shows is read as its table', async () => {
  const page =
    '<!DOCTYPE html><pre>url,username,password,extra,name,grouping\nhttps://a.example,u,a&amp;b&lt;c,,A,\n</pre>';
  expect((await read('lastpasscsv', page)).items).toMatchObject([{ name: 'A', login: { password: 'a&b<c' } }]);
});
