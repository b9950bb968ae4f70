import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeNow } from '../../src/items/authenticator.js';
import { webAddress } from '../../src/items/item-facts.js';
import type { PlainItem } from '../../src/items/plain-item.js';
import { aCard, aLogin, hasItems, SECRET, SEED } from '../support/items.js';
import { openWorld, type World } from '../support/world.js';
import { aVault, type Vault } from './vault.js';

let world: World;
let vault: Vault;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
});

async function opens(item: PlainItem): Promise<string> {
  const [id] = await hasItems(vault.client, [item], [vault.collection]);
  await vault.owner.visit(`${vault.path}/${id}`);
  return `${vault.path}/${id}`;
}
const reveal = (path: string, part: string) => vault.owner.send({ path: `${path}/secrets/${part}`, form: {} });

test('an authenticator’s key gives the code of now and the seconds it is good', async () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  // RFC 6238, appendix B: of 8 digits 94287082 and 07081804, of 6 the last ones
  const seed = 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ';
  expect(codeNow(seed, at(59))).toEqual({ value: '287082', seconds: 1 });
  expect(codeNow(seed.toLowerCase(), at(1111111109))).toEqual({ value: '081804', seconds: 1 });
  const address = `otpauth://totp/Bank:eva?secret=${SEED}&digits=8&period=60`;
  expect(codeNow(address, at(0))).toEqual({ value: expect.stringMatching(/^\d{8}$/), seconds: 60 });
  for (const wrong of ['åäö', 'otpauth://hotp/x?secret=AA&counter=1', 'steam://ABC'])
    expect(codeNow(wrong, at(0))).toBeUndefined();
});

test('the code is shown without its key', async () => {
  const path = await opens(aLogin());
  const { body } = await reveal(path, 'totp-code');
  expect(body).toMatch(/<code[^>]*>\d{6}<\/code>/);
  expect(body).toMatch(/good for \d+ seconds? more/);
  expect(body).not.toContain(SEED);
});

test('a script gets the line with the secret, and nothing more', async () => {
  const path = await opens(aLogin());
  const { body } = await vault.owner.send({
    path: `${path}/secrets/password`,
    form: {},
    headers: { 'hx-request-type': 'partial' },
  });
  expect(body).toMatch(new RegExp(`^<code[^>]*>${SECRET}</code>`));
  expect(body).not.toContain('<html');
});

test('of a card the page shows the last four digits', async () => {
  const path = await opens(aCard);
  expect(vault.owner.page.html).not.toContain('4111111111111111');
  expect(vault.owner.page.facts.Number).toContain('•••• 1111');
  expect((await reveal(path, 'number')).body).toContain('4111111111111111');
});

test('a linked field names what it shows, and a yes is a yes', async () => {
  const fields: PlainItem['fields'] = [
    { name: 'Som', value: '', type: 'linked', linkedId: 100 },
    { name: 'Okänd', value: '', type: 'linked', linkedId: 999 },
    { name: 'Kom ihåg', value: 'true', type: 'boolean' },
  ];
  await opens({ ...aLogin(), fields });
  expect(vault.owner.page.facts).toMatchObject({
    ...{ Som: 'the same as “Username”', Okänd: 'the same as “another field”', 'Kom ihåg': 'Yes' },
  });
});

test('only addresses of web pages are links', () => {
  expect(webAddress('bank.example/in')).toBe('https://bank.example/in');
  for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'androidapp://se.bank', 'localhost', '::', 'http://'])
    expect(webAddress(uri)).toBeUndefined();
});

describe('own fields in the form', () => {
  test('a hidden one keeps its value under another name, and goes with its line', async () => {
    const path = await opens(aLogin());
    await vault.owner.visit(`${path}/edit`);
    const form = (names: string[]) => ({
      ...{ formId: crypto.randomUUID(), type: 'login', name: 'Bank', fieldTypes: ['hidden', 'text'] },
      ...{ fieldNames: names, fieldValues: ['', 'Umeå'], fieldPlaces: ['0', ''] },
    });
    await vault.owner.send({ method: 'PATCH', path, form: { ...form(['Kod', 'Filial']), seen: '1' } });
    expect((await reveal(path, 'field-0')).body).toContain('hemlig-pin-4711');
    await vault.owner.send({ method: 'PATCH', path, form: { ...form(['', 'Filial']), seen: '2' } });
    expect((await reveal(path, 'field-0')).status).toBe(404);
  });

  test('a value of several lines, as files bring them, keeps its lines', async () => {
    const value = 'Rad ett\n  <b>Rad två</b>';
    const path = await opens({ ...aLogin(), fields: [{ name: 'Adress', value, type: 'text' }] });
    await vault.owner.visit(`${path}/edit`);
    expect(vault.owner.page.html).toContain('>\nRad ett\n  &lt;b&gt;Rad två&lt;/b&gt;</textarea>');
  });

  test('a secret is taken out when asked to be', async () => {
    const path = await opens(aLogin());
    await vault.owner.visit(`${path}/edit`);
    await vault.owner.submit('Save', { removed: ['totp'] });
    expect((await reveal(path, 'totp')).status).toBe(404);
    expect((await reveal(path, 'password')).body).toContain(SECRET);
  });
});

test('a copy has everything but the past, and opens in its form', async () => {
  const path = await opens(aLogin());
  await vault.owner.submit('Duplicate');
  expect(vault.owner.page.notice).toBe('This is the copy.');
  expect(vault.owner.page.value('name')).toBe('Bank & Post <b> (copy)');
  const copy = vault.owner.page.path.replace('/edit', '');
  expect(copy).not.toBe(path);
  expect((await reveal(copy, 'password')).body).toContain(SECRET);
  expect((await reveal(copy, 'past-0')).status).toBe(404);
});
