import { describe, expect, test } from '@jest/globals';
import { aVault, hasCollections, type Vault } from '../items/vault.js';
import { aLogin, hasItems, SECRET } from '../support/items.js';
import type { Desk, Wishes } from './desk.js';
import { PHONE } from './looks.js';
import { Office } from './office.js';

const office = new Office();

const SAVE = 'main form .actions button:not([name])';
const act = (button: string) => `main .actions button:text-is("${button}")`;

async function keepsALogin(desk: Desk, { path, collection, client }: Vault): Promise<void> {
  const { page } = desk;
  const other = { id: await client.hasCollection('Styrelsen') };
  await desk.visits(path);
  await desk.presses('.page-acts a[role=button]');
  await desk.fills({ name: 'Bank & Post <b>', username: 'eva@kund.example', uris: 'https://bank.example' });
  await page.fill('[name=generatorLength]', '30');
  await desk.presses('button[value=generate]');
  const password = await page.inputValue('[name=loginSecret]');
  expect(password).toHaveLength(30);
  expect(await page.getAttribute('[name=loginSecret]', 'type')).toBe('text');
  await desk.fills({ totpSeed: 'JBSWY3DPEHPK3PXP', uris: 'https://bank.example' });
  await desk.presses('.actions button[name=preview]');
  expect(await page.locator('[name=uris]').count()).toBe(2);
  await page.locator('[name=fieldNames]').first().fill('PIN');
  await page.locator('[name=fieldTypes]').first().selectOption('hidden');
  await page.locator('[name=fieldValues]').first().fill('4711');
  await page.check(`[name=collectionIds][value="${collection.id}"]`);
  await desk.presses(SAVE);
  const [place, shown] = [desk.path, () => page.locator('main code.secret')];

  await desk.presses('main nav a, .up, a[href$="/items"]');
  await page.fill('[name=search]', 'BANK.ex');
  if (desk.javaScript) await page.waitForURL(/search=BANK/);
  else await desk.presses('.filter button');
  await desk.presses(`#list a[href="items/${place.split('/').pop()}"]`);
  await reveals(desk, 'password');
  expect(await shown().textContent()).toBe(password);
  await reveals(desk, 'totp-code');
  expect(await shown().last().textContent()).toMatch(/^\d{6}$/);

  await desk.visits(`${place}/edit`);
  await desk.fills({ name: 'Banken', loginSecret: 'ett nytt hemligt ord' });
  await desk.presses(SAVE);
  expect(await desk.text('h1')).toBe('Banken');
  expect(await desk.texts('h2')).toContain(desk.says('Earlier passwords'));
  await desk.presses(act(desk.says('Duplicate')));
  await desk.visits(place);
  await desk.presses(act(desk.says('Move')));
  await page.uncheck(`[value="${collection.id}"]`);
  await page.check(`[name=collectionIds][value="${other.id}"]`);
  await desk.presses(SAVE);
  await desk.visits(place);
  expect(await desk.texts('main dd a')).toContain('Styrelsen');
  await desk.presses(act(desk.says('Move to the trash')));
  await desk.presses('.page-acts a[href$="trash=yes"]');
  await page.locator('tbody [type=checkbox]').first().check();
  await desk.presses('.bulk button:not(.danger)');
  await desk.visits(place);
  expect(await page.locator('.notice.warning').count()).toBe(0);
}

/** By the script the secret comes into its line; without it the page comes again. */
async function reveals({ page, javaScript }: Desk, part: string): Promise<void> {
  const button = page.locator(`form[action$="/secrets/${part}"] button`).first();
  if (!javaScript) return void (await Promise.all([page.waitForEvent('load'), button.click()]));
  const before = await page.locator('main code.secret').count();
  await button.click();
  await page.locator('main code.secret').nth(before).waitFor();
}

describe('an owner makes, finds, reveals, edits, moves, trashes and restores a login', () => {
  test.each<[string, Wishes]>([
    ['with JavaScript', {}],
    ['without JavaScript', { javaScript: false }],
    ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
  ])(
    '%s',
    async (_, wishes) => {
      const vault = await aVault(office.world);
      await office.world.db.query(
        "UPDATE collections SET name = 'Allt' WHERE organization_id = ? AND name LIKE 'Default%'",
        [vault.client.id],
      );
      await office.world.db.query('UPDATE users SET locale = ? WHERE id = ?', [wishes.locale ?? 'en', vault.owner.id]);
      await keepsALogin(await office.deskOf(vault.owner, wishes), vault);
    },
    180_000,
  );
});

test('a secret is copied without being shown, and that is an event', async () => {
  const vault = await aVault(office.world);
  const [id] = await hasItems(vault.client, [aLogin()], [vault.collection]);
  const desk = await office.deskOf(vault.owner);
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.visits(`${vault.path}/${id}`);
  await desk.page.locator('form[action$="/secrets/password"] [data-copy-secret]').click();
  await desk.page.locator(`button:text-is("${desk.says('Copied')}")`).waitFor();
  expect(await desk.page.evaluate(() => navigator.clipboard.readText())).toBe(SECRET);
  expect(await desk.page.locator('code.secret').count()).toBe(0);
  expect(await vault.client.events('item.secret-revealed')).toHaveLength(1);
});

test('of very many collections some are found as one types, and what was chosen stays', async () => {
  const vault = await aVault(office.world);
  await hasCollections(vault, 150);
  const desk = await office.deskOf(vault.owner);
  const { page } = desk;
  await desk.visits(`${vault.path}/new`);
  await page.fill('[name=name]', 'Banken');
  await page.check(`[name=collectionIds][value="${vault.collection.id}"]`);
  for (const words of ['kund 14', 'kund 077']) {
    const answered = page.waitForResponse((response) => response.url().includes('collectionSearch='));
    await page.fill('#collectionSearch', words);
    await answered;
    await page.locator(`#choices [name=collectionsFor][value="${words}"]`).waitFor({ state: 'attached' });
    await page.locator('#choices label:last-child input').check();
  }
  expect(await page.locator('#choices label').allTextContents()).toEqual([' Ekonomi', ' Kund 149', ' Kund 077']);
  await desk.looksRight();
  await desk.presses(SAVE);
  expect(await desk.texts('main dd a')).toEqual(['Ekonomi', 'Kund 077', 'Kund 149']);
  await desk.presses(act(desk.says('Move')));
  const answered = page.waitForResponse((response) => response.url().endsWith('/moves/new'));
  await page.locator('#collectionSearch').pressSequentially('kund 00', { delay: 10 });
  await answered;
  await page.locator('#choices [name=collectionsFor][value="kund 00"]').waitFor({ state: 'attached' });
  expect(await page.locator('#choices label').count()).toBe(13);
  expect(await page.locator('#choices input:checked').count()).toBe(3);
});
