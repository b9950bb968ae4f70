import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aMembership, type Membership, sends } from '../support/members.js';
import { aProvider, type Person } from '../support/people.js';
import { Office } from './office.js';

const office = new Office();
let client: Client;
let owner: Membership;
beforeEach(async () => {
  [client] = await (await aProvider(office.world)).hasClients(1, () => ({ plan: 'enterprise', seats: 9 }));
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  await aMembership(client, { name: 'Ulla User' });
});

describe.each([
  ['with JavaScript', true],
  ['without', false],
])('%s', (_, javaScript) => {
  const at = (person: Person) => office.deskOf(person, { javaScript });

  test('an admin who tries to touch an owner finds no way, and forges none', async () => {
    const admin = await aMembership(client, { role: 'admin', name: 'Åke Admin' });
    const desk = await at(admin.person);
    await desk.visits(`${client.path}/members`);
    const row = desk.page.locator('#list tr:has(bdi:text-is("Olga Ägare"))');
    expect(await row.locator('input, details').count()).toBe(0);
    await desk.presses('#list th a:has(bdi:text-is("Olga Ägare"))');
    expect(await desk.text('main .card .muted')).toBe('Only owners and provider admins can do this to an owner.');
    expect(await desk.page.locator('main form, main .page-acts a, main .page-acts button').count()).toBe(0);
    for (const act of ['revocations', 'removals']) {
      await desk.visits(`${client.path}/members`);
      const box = desk.page.locator('#list tbody input').last();
      await box.evaluate((input, id) => input.setAttribute('value', id), owner.id);
      await box.check();
      await desk.presses(`.bulk button[value=${act}]`);
      if (act === 'removals') await desk.sends();
      expect(await desk.text('main')).toContain('Only owners and provider admins can do this to an owner.');
    }
    await desk.visits(`${client.path}/members/new`);
    expect(await desk.page.locator('[name=role][value=owner]').count()).toBe(0);
    await desk.page
      .locator('[name=role]')
      .first()
      .evaluate((input) => input.setAttribute('value', 'owner'));
    await desk.page.locator('[name=role]').first().check();
    await desk.fills({ emails: 'new@kund.example' });
    await desk.presses('form.invite .actions button');
    expect(await desk.page.locator('[role=alert]').count()).toBe(1);
    expect(await owner.row()).toMatchObject({ status: 'confirmed', role: 'owner' });
    expect(await client.row()).toMatchObject({ confirmedOwners: 1 });
  });

  test('a member who is revoked meanwhile does nothing more on an open page', async () => {
    const member = await aMembership(client, { role: 'custom', permissions: ['manage-members'], name: 'Rut Revoked' });
    const [list, form, vault] = [await at(member.person), await at(member.person), await at(member.person)];
    await list.visits(`${client.path}/members`);
    await form.visits(`${client.path}/members/new`);
    await vault.visits(`${client.path}/vault`);
    await sends(owner.person, client, 'revocations', [member.id]);
    const { occupied } = await client.row();

    if (javaScript) {
      await list.page.locator('#search').pressSequentially('Ulla');
      await list.page.waitForSelector('h1:text-is("There is no such page")');
    } else await list.presses('tbody th a');
    await form.fills({ emails: 'new@kund.example' });
    await form.presses('form.invite .actions button');
    await vault.presses(`nav a[href="${client.path}"]`);
    for (const desk of [list, form, vault]) {
      expect(await desk.text('h1')).toBe('There is no such page');
      expect(await desk.page.content()).not.toContain('Ulla User');
      await desk.visits('/');
      expect(await desk.page.content()).not.toContain(client.name);
    }
    expect((await client.row()).occupied).toBe(occupied);
  });
});
