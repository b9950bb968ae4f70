import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Departure } from '../../src/client-orgs/departure.entity.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import type { Client } from '../support/client.js';
import { forgets, renews } from '../support/forgetful.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { anotherOwner } from './another-owner.js';
import { deletes } from './deleting.js';
import { asksToLeave, confirmsLeaving, leaves, letsGo } from './leaving.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  provider = await aProvider(world, { teams: 10 });
  admin = provider.admin;
  client = await provider.startsClient({ seats: 4 });
  owner = await client.confirmedOwner();
});
afterAll(() => world.close());

const departure = () => world.db.findOneBy(Departure, { organizationId: client.id });

test('an owner calls it off, and so can the provider; both are told each time', async () => {
  await asksToLeave(client, owner);
  await owner.submit(`Call off the departure of ${client.name}`);
  expect(owner.page.notice).toBe(`${client.name} stays with ${provider.name}.`);
  expect((await lastMailTo(world, admin.email)).subject).toBe(`${client.name} stays with ${provider.name}`);
  await letsGo(client);
  await admin.submit(`Call off the departure of ${client.name}`);
  expect(admin.page.notice).toBe(`${client.name} stays your client; its owners are mailed.`);
  expect((await lastMailTo(world, owner.email)).subject).toBe(`${client.name} stays with ${provider.name}`);
  expect(await departure()).toBeNull();
  await owner.visit(`${client.path}/events`);
  expect(owner.page.text).toContain(`Called off the departure of ${client.name}`);
});

test('what nobody answers within 30 days expires', async () => {
  await asksToLeave(client, owner);
  await world.daysPass(29);
  expect(await departure()).toMatchObject({ state: 'asked' });
  await world.daysPass(2);
  expect(await departure()).toBeNull();
  expect((await lastMailTo(world, owner.email)).text).toContain('Nobody answered in time');
  expect(await client.events('departure.expired')).toHaveLength(1);
});

test('reasons are needed, the last day is to come, and a second try finds it under way', async () => {
  await asksToLeave(client, owner, '');
  expect(owner.page.errorAt('reason')).toBe('Type the reason; your provider reads it.');
  await letsGo(client, '2020-01-01');
  expect(admin.page.errorAt('lastDay')).toBe('Choose a day from today on, within a year.');
  await letsGo(client, 'soon');
  expect(admin.page.errorAt('lastDay')).toBe('Choose a day from today on, within a year.');
  await letsGo(client);
  await letsGo(client);
  expect(admin.page.errors).toEqual([`The departure of ${client.name} is under way already.`]);
});

test('nothing is confirmed that the provider has not let go', async () => {
  for (const state of ['none', 'asked']) {
    if (state === 'asked') await asksToLeave(client, owner);
    await owner.go({ path: `${client.path}/departure/confirmation`, form: {} });
    expect(owner.page.status).toBe(422);
  }
  expect(await client.row()).toMatchObject({ providerId: provider.id });
});

test('a client whose owner was never confirmed cannot be let go: nobody would hold its key', async () => {
  client = await provider.startsClient();
  await letsGo(client);
  expect(admin.page.errors).toEqual([`No owner was confirmed yet: nobody could carry ${client.name} on.`]);
});

test('confirmed twice at once, it leaves once', async () => {
  await letsGo(client);
  const path = `${client.path}/departure/confirmation`;
  const answers = await Promise.all([1, 2, 3].map(() => owner.send({ path, form: {} })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
  expect((await provider.ledger('teams')).filter(({ kind }) => kind === 'client-left')).toHaveLength(1);
  expect(await provider.pool('teams')).toMatchObject({ allocated: 0, clients: 0 });
});

test('a suspended client can leave, also one that waits for its deletion: both end with it', async () => {
  await admin.visit(`${client.managed}/suspension/new`);
  await admin.submit(`Suspend ${client.name}`, { reason: 'Not paid' });
  await deletes(client, admin);
  await asksToLeave(client, owner);
  await letsGo(client);
  await owner.visit(`${client.path}/departure`);
  expect(owner.page.text).toContain('The suspension ends. The deletion is called off.');
  await confirmsLeaving(client, owner);
  expect(await client.row()).toMatchObject({ providerId: null, status: 'active' });
  await world.daysPass(20);
  await owner.signsIn();
  await owner.visit(`${client.path}/vault`);
  expect(owner.page.text).toContain('Default collection');
});

test('when the day comes and no owner can open the vault any more, the provider’s copy stays', async () => {
  const day = new Date(world.clock.now().getTime() + 5 * 24 * 3600_000).toISOString().slice(0, 10);
  await letsGo(client, day);
  await confirmsLeaving(client, owner);
  await renews(world.browser(), await forgets(world, owner.email));
  await world.daysPass(8);
  expect(await departure()).toBeNull();
  const row = await client.row();
  expect(row.providerId).toBe(provider.id);
  expect(row.providerKey).not.toBeNull();
});

test('the Clients tab says of each client how far its departure is', async () => {
  const said = async () => (await admin.visit(`${provider.path}/clients`)).text;
  expect(await said()).not.toMatch(/leav/);
  await asksToLeave(client, owner);
  expect(await said()).toContain('asks to leave you');
  await letsGo(client, new Date(world.clock.now().getTime() + 5 * 24 * 3600_000).toISOString().slice(0, 10));
  expect(await said()).toContain('may leave you');
  await confirmsLeaving(client, owner);
  expect(await said()).toContain('is leaving you');
});

test('a service user neither lets go nor calls off', async () => {
  await asksToLeave(client, owner);
  const siv = await aServiceUser(provider);
  await siv.visit(client.path);
  expect(siv.page.text).toContain(`${client.name} asks to leave ${provider.name}.`);
  expect(siv.page.button(`Call off the departure of ${client.name}`)).toBeUndefined();
  expect((await siv.send({ method: 'DELETE', path: `${client.managed}/release`, form: {} })).status).toBe(403);
});

test('without a provider an owner confirms who waits, and is told of them', async () => {
  const second = await anotherOwner(client, owner);
  await leaves(client, owner);
  await renews(world.browser(), await forgets(world, second.email));
  const mail = await lastMailTo(world, owner.email);
  expect(mail.letter).toBe('people-waiting');
  expect(new URL(mail.link).pathname).toBe(`${client.path}/members`);
  const { id } = await world.db.findOneByOrFail(Member, { organizationId: client.id, userId: second.id });
  await owner.visit(`${client.path}/members/${id}/confirmation`);
  await owner.submit(`Confirm as owner of ${client.name}`, { notCompared: 'yes' });
  await owner.unlocksIfAsked();
  expect(owner.page.notice).toContain('is confirmed and can open the vault.');
});

test('the only owner without a provider is told what a new master password would cost', async () => {
  await leaves(client, owner);
  const guest = world.browser();
  await guest.visit(await forgets(world, owner.email));
  expect(guest.page.text).toContain(`${client.name} has no provider, and you are its only confirmed owner`);
});
