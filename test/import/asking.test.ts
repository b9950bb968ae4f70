import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aVault, type Vault } from '../items/vault.js';
import { lastMailTo } from '../support/mail.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS, reads } from './importing.js';

let world: World;
let vault: Vault;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  admin = vault.client.provider.admin;
});

test('a provider asks the owner for the file; the mail leads the owner to the page', async () => {
  const { owner, client } = vault;
  await admin.visit(`${client.path}/import`);
  await admin.submit('Ask the owner for the file');
  expect(admin.page.notice).toContain('The owners have a mail');
  await world.deliverMail();
  const { link } = await lastMailTo(world, owner.email);
  expect((await owner.visit(new URL(link).pathname)).heading).toBe('Import data');
  expect(owner.page.text).not.toContain('Ask the owner for the file');
  for (const _ of [2, 3]) await admin.submit('Ask the owner for the file');
  await admin.submit('Ask the owner for the file');
  expect(admin.page.errors.join()).toContain('asked today already');
});

test('the checklist knows that something is imported, and no more when it is undone', async () => {
  const { owner, client } = vault;
  const step = async () => (await owner.visit(client.path)).text;
  expect(await step()).not.toContain('1 file is imported');
  const id = await imports(owner, client, LASTPASS);
  expect(await step()).toContain('1 file is imported');
  await owner.visit(`${client.path}/import/${id}/undoing`);
  await owner.submit(`Undo it in ${client.name}`);
  expect(await step()).not.toContain('1 file is imported');
});

test('a file that another site’s page sends is not read; from a browser that says nothing of it the form’s token counts', async () => {
  const { owner, client } = vault;
  owner.headers = { ...owner.headers, 'sec-fetch-site': 'cross-site' };
  expect((await reads(owner, client, LASTPASS)).status).toBe(403);
  owner.headers = { 'sec-fetch-site': undefined, origin: undefined };
  expect((await reads(owner, client, LASTPASS)).heading).toContain('LastPass');
  expect((await reads(owner, client, LASTPASS, { _token: 'another' })).status).toBe(403);
});

test('a file above the limit, and a file where none is taken, are refused before they are read', async () => {
  const { owner, client } = vault;
  expect((await reads(owner, client, Buffer.alloc(64 * 1024 * 1024 + 1, 'a'))).status).toBe(413);
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const body = '--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nEn\r\n--x--\r\n';
  expect((await owner.send({ path: `${client.path}/collections`, body, headers })).status).toBe(415);
});

test('hostile files are refused in words, and nothing is written', async () => {
  const { owner, client } = vault;
  const files: [string, string][] = [
    ['keepass2xml', '<!DOCTYPE a [<!ENTITY b "c">]><KeePassFile><Root>&b;</Root></KeePassFile>'],
    ['bitwardenjson', `{"items":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['1password1pux', 'PK\u0003\u0004 no zip at all'],
    ['lastpasscsv', 'url,username,password\n"never closed'],
  ];
  for (const [format, file] of files) {
    expect({ format, status: (await reads(owner, client, file, { format })).status }).toEqual({ format, status: 422 });
    expect(owner.page.errors).not.toEqual([]);
  }
  expect(await world.db.query('SELECT id FROM imports WHERE organization_id = ?', [client.id])).toEqual([]);
});
