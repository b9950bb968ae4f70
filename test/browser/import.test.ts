import { describe, expect, test } from '@jest/globals';
import { LASTPASS } from '../import/importing.js';
import { aVault, type Vault } from '../items/vault.js';
import type { Desk, Wishes } from './desk.js';
import { PHONE } from './looks.js';
import { Office } from './office.js';

const office = new Office();

const SEND = 'main form .actions button:not(.outline)';

async function chooses({ page }: Desk, content: string): Promise<void> {
  await page.setInputFiles('[name=file]', { name: 'export.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** Looks again until everything is encrypted, as the page itself does. */
async function waits(desk: Desk): Promise<void> {
  while ((await desk.page.locator('progress').count()) > 0) await desk.visits(desk.path);
}

async function brings(desk: Desk, { client }: Vault): Promise<void> {
  await desk.visits(client.path);
  await desk.presses('main a[href$="/import"]');
  await chooses(desk, 'alpha,beta\n1,2\n');
  await desk.presses(SEND);
  expect(await desk.page.locator('#file-error').count()).toBe(1);
  await chooses(desk, `${LASTPASS}https://x.example,eva,hemligt-ord-nr-4,,,${'x'.repeat(1001)},Ekonomi,0\n`);
  await desk.presses(SEND);
  await waits(desk);
  expect(await desk.text('#problems')).toBe(desk.says('What cannot be read'));
  await desk.presses(SEND);
  expect(await desk.text('main strong')).toBe(
    desk.says(
      "Now delete the file that you exported, from this computer's downloads and its trash too: it holds every password in plain text.",
    ),
  );
  for (const secret of ['Posten', 'brev-pa-posten', 'hemlig']) expect(await desk.page.content()).not.toContain(secret);
}

describe('a provider imports a file and sees no item; the owner finds them, exports them and undoes it', () => {
  test.each<[string, Wishes]>([
    ['with JavaScript', {}],
    ['without JavaScript', { javaScript: false }],
    ['in Swedish, on a phone in the dark', { locale: 'sv', look: PHONE }],
  ])(
    '%s',
    async (_, wishes) => {
      const vault = await aVault(office.world);
      const { client, owner, path } = vault;
      const { admin } = client.provider;
      const people = [admin.id, owner.id];
      await office.world.db.query('UPDATE users SET locale = ? WHERE id IN (?)', [wishes.locale ?? 'en', people]);
      await office.world.db.query(
        "UPDATE collections SET name = 'Allt' WHERE organization_id = ? AND name LIKE 'Default%'",
        [client.id],
      );
      await brings(await office.deskOf(admin, wishes), vault);
      const desk = await office.deskOf(owner, wishes);
      await desk.visits(path);
      expect(await desk.texts('tbody th a')).toEqual(['Bank & Post <b>', 'Kod till larmet', 'Posten']);
      await desk.presses('tbody th a');
      await desk.visits(`${client.path}/export`);
      await desk.visits(`${client.path}/import`);
      await desk.presses('tbody th a');
      await desk.presses('main a[href$="/undoing"]');
      await desk.presses('main button.danger');
      await desk.visits(path);
      expect(await desk.texts('tbody th a')).toEqual([]);
    },
    180_000,
  );
});
