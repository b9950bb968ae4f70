import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

const REASON = 'The invoice of March is not paid <b>& {{x}}</b>';
let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function aClientWithOwner() {
  provider = await aProvider(world, { teams: 10 });
  admin = provider.admin;
  client = await provider.startsClient({ seats: 4 });
  owner = await client.confirmedOwner();
}
const suspends = async (reason = REASON) => {
  await admin.visit(`${client.managed}/edit`);
  await admin.click('Suspend');
  await admin.submit(`Suspend ${client.name}`, { reason });
};

describe('a provider admin suspends a client', () => {
  beforeAll(async () => {
    await aClientWithOwner();
    await suspends();
  });

  test('and is told so; the Clients tab shows it, and the seats stay assigned', async () => {
    expect(admin.page.notice).toBe(`${client.name} is suspended; its owners are mailed.`);
    expect(await client.row()).toMatchObject({ status: 'suspended', seats: 4, standing: 5 });
    expect(await provider.pool('teams')).toMatchObject({ allocated: 4, clients: 1 });
    await admin.visit(`${provider.path}/clients`);
    expect(admin.page.rows('Client')[0].Status).toBe('Suspended');
  });

  test('the owner reads why and whom to ask on every page of the organization', async () => {
    for (const noun of ['', '/vault', '/events', '/provider']) {
      await owner.visit(`${client.path}${noun}`);
      expect(owner.page.text).toContain(`${client.name} is suspended. By Åsa Öberg of ${provider.name}`);
      expect(owner.page.text).toContain(`Reason: ${REASON}`);
      expect(owner.page.text).toContain(`Questions? Ask ${provider.name}.`);
    }
  });

  test('the vault is closed to the owner and to the provider, and nothing in it is deleted', async () => {
    for (const person of [owner, admin]) {
      await person.visit(`${client.path}/vault`);
      expect(person.page.status).toBe(200);
      expect(person.page.heading).toBe('The vault is closed');
      expect(person.page.rows('Permission')).toEqual([]);
    }
    const { status } = await owner.send({ path: `${client.path}/collections`, form: { name: 'Sneaked in' } });
    expect(status).toBe(403);
    const [{ count }] = await world.db.query('SELECT COUNT(*) AS count FROM collections WHERE organization_id = ?', [
      client.id,
    ]);
    expect(Number(count)).toBe(1);
  });

  test('its owners are mailed with the reason, and both logs tell it', async () => {
    const mail = await lastMailTo(world, owner.email);
    expect(mail.subject).toBe(`${client.name} is suspended`);
    expect(mail.text).toContain(REASON);
    for (const path of [client.path, provider.path]) {
      await admin.visit(`${path}/events`);
      expect(admin.page.text).toContain(`Suspended ${client.name}: ${REASON}`);
    }
  });

  test('reactivated, everything is as it was, and the owners are mailed again', async () => {
    await admin.visit(client.path);
    await admin.submit(`Reactivate ${client.name}`);
    expect(admin.page.notice).toBe(`${client.name} is active.`);
    expect(await client.row()).toMatchObject({ status: 'active', standing: 4 });
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.status).toBe(200);
    expect(owner.page.text).toContain('Default collection');
    expect(owner.page.text).not.toContain('suspended');
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${client.name} is active again`);
    expect(await client.events('client.reactivated')).toHaveLength(1);
  });
});

test('a reason is needed, of at most 200 characters, and the form keeps what was typed', async () => {
  await aClientWithOwner();
  await suspends('');
  expect(admin.page.status).toBe(422);
  expect(admin.page.errorAt('reason')).toBe('Type the reason; the members read it.');
  await suspends('å'.repeat(201));
  expect(admin.page.errorAt('reason')).toBe('Use at most 200 characters.');
  expect(admin.page.value('reason')).toBe('å'.repeat(201));
  await suspends('å'.repeat(200));
  expect(await client.row()).toMatchObject({ status: 'suspended' });
});

test('the form sent twice suspends once, and a second admin is told that it is done', async () => {
  await aClientWithOwner();
  await admin.visit(`${client.managed}/suspension/new`);
  const form = { formId: admin.page.value('formId'), reason: 'Twice' };
  const path = `${client.managed}/suspension`;
  const answers = await Promise.all([1, 2, 3].map(() => admin.send({ path, form })));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await client.events('client.suspended')).toHaveLength(1);
  await admin.visit(`${client.managed}/suspension/new`);
  await admin.submit(`Suspend ${client.name}`, { reason: 'Again' });
  expect(admin.page.errors).toEqual([`${client.name} is suspended already.`]);
  expect((await lettersTo(world, owner.email)).filter((letter) => letter === 'client-suspended')).toHaveLength(1);
});

test('nobody is confirmed or invited while a client is suspended; the person who waits needs no attention then', async () => {
  await aClientWithOwner();
  client = await provider.startsClient();
  const waiting = await client.acceptedOwner();
  expect(await client.row()).toMatchObject({ attention: 0, standing: 0 });
  await suspends();
  expect(await client.row()).toMatchObject({ attention: 1, standing: 5 });
  await admin.visit(client.path);
  expect(admin.page.link('Confirm as owner')).toBeUndefined();
  await admin.visit(await client.ownerPath('confirmation'));
  expect(admin.page.heading).toBe('The vault is closed');
  await admin.submit(`Reactivate ${client.name}`);
  expect(await client.row()).toMatchObject({ attention: 0, standing: 0 });
  await client.confirms(waiting);
  expect(await client.row()).toMatchObject({ confirmedOwners: 1 });
});

test('a service user sees that a client is suspended, and can neither suspend nor reactivate', async () => {
  await aClientWithOwner();
  await suspends();
  const serviceUser = await aServiceUser(provider);
  await serviceUser.visit(client.path);
  expect(serviceUser.page.text).toContain(REASON);
  expect(serviceUser.page.button(`Reactivate ${client.name}`)).toBeUndefined();
  await serviceUser.go({ method: 'DELETE', path: `${client.managed}/suspension`, form: {} });
  expect(serviceUser.page.status).toBe(403);
  expect(await client.row()).toMatchObject({ status: 'suspended' });
});
