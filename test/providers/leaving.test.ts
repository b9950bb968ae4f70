import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLog } from '../../src/audit/verify.js';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { anotherAdmin, aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { anInvitedOwner } from './invited.js';
import { asksToLeave, confirmsLeaving, leaves, letsGo } from './leaving.js';

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
  provider = await aProvider(world, { teams: 3, teamsPrice: 400 });
  admin = provider.admin;
  client = await provider.startsClient({ seats: 5, reference: 'K-17' });
  owner = await client.confirmedOwner();
}

describe('an owner asks to leave, the provider lets go, and the owner confirms', () => {
  let invited: { id: string; email: string };
  let link: string;
  beforeAll(async () => {
    await aClientWithOwner();
    invited = await anInvitedOwner(client);
    link = new URL((await lastMailTo(world, invited.email)).link).pathname;
    await asksToLeave(client, owner, 'We hired <b>somebody</b>');
  });

  test('the provider is mailed and reads it with the reason; nothing has ended', async () => {
    expect(owner.page.notice).toBe(`${provider.name} is asked to let you go.`);
    const mail = await lastMailTo(world, admin.email);
    expect(mail.subject).toBe(`${client.name} wants to leave ${provider.name}`);
    expect(mail.text).toContain('We hired <b>somebody</b>');
    await admin.visit(client.path);
    expect(admin.page.text).toContain(`${client.name} asks to leave ${provider.name}.`);
    expect(await client.row()).toMatchObject({ providerId: provider.id, seats: 5 });
  });

  test('the provider sees what ends before it lets go, and the owner is mailed', async () => {
    await admin.click(`Let ${client.name} go`);
    expect(admin.page.text).toContain('The 5 seats are frozen');
    expect(admin.page.text).toContain(invited.email);
    await letsGo(client);
    expect(admin.page.notice).toBe(`${client.name} may leave, once an owner confirms; they are mailed.`);
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${provider.name} lets ${client.name} go`);
  });

  test('the owner is shown what ends, types the master password, and it is done', async () => {
    world.clock.forward(11 * 60_000);
    await owner.visit(client.path);
    await owner.click('See what ends, and confirm');
    expect(owner.page.text).toContain('It ends at once');
    await owner.submit(`Leave ${provider.name}`);
    expect(owner.page.heading).toBe('Type your master password');
    expect(await client.row()).toMatchObject({ providerId: provider.id });
    await owner.unlocksIfAsked();
    expect(owner.page.notice).toBe(`${client.name} has left ${provider.name}.`);
    expect(owner.page.text).toContain('Its 5 seats are frozen, 1 in use.');
  });

  test('the provider’s copy of the key, its reference and its open invitation are gone; the seats are back in its pool', async () => {
    const kept = { providerId: null, providerKey: null, reference: '', seats: 5, occupied: 1, remaining: 4 };
    expect(await client.row()).toMatchObject(kept);
    expect(await world.db.countBy(Invitation, { email: invited.email })).toBe(0);
    const guest = world.browser();
    await guest.visit(link);
    expect(guest.page.status).toBe(404);
    expect(await provider.pool('teams')).toMatchObject({ allocated: 0, purchased: 0, clients: 0 });
    const row = (await provider.ledger('teams')).pop();
    expect(row).toMatchObject({ kind: 'client-left', seats: -5, purchasedSeats: -2, clientName: client.name });
    await admin.signsIn();
    await admin.visit(`${provider.path}/seats`);
    expect(admin.page.rows('When')[0].What).toBe(`Client left you: ${client.name}`);
  });

  test('no page of it is there for the provider any more, nor any act', async () => {
    for (const path of [client.path, `${client.path}/vault`, `${client.managed}/edit`, `${client.path}/events`]) {
      await admin.visit(path);
      expect({ path, status: admin.page.status }).toEqual({ path, status: 404 });
    }
    expect(await provider.clientNames()).toEqual([]);
    const form = { reason: 'Back!' };
    expect((await admin.send({ path: `${client.managed}/suspension`, form })).status).toBe(404);
  });

  test('the owner goes on: overview, vault, log with the provider’s acts; the chain of both logs is whole', async () => {
    for (const noun of ['', '/vault', '/provider', '/events']) {
      await owner.visit(`${client.path}${noun}`);
      expect({ noun, status: owner.page.status }).toEqual({ noun, status: 200 });
    }
    expect(owner.page.text).toContain(`${client.name} left ${provider.name}; its 5 seats are frozen`);
    expect(owner.page.text).toContain(`Added the client ${client.name}`);
    await admin.visit(`${provider.path}/events`);
    expect(admin.page.text).toContain(`${client.name} left ${provider.name}; its 5 seats are frozen`);
    for (const log of [client.id, provider.id]) expect((await verifyLog(world.db, log)).brokenAt).toBeUndefined();
  });

  test('both sides have a receipt', async () => {
    const [mine, theirs] = [await lastMailTo(world, owner.email), await lastMailTo(world, admin.email)];
    for (const { subject } of [mine, theirs]) expect(subject).toBe(`${client.name} has left ${provider.name}`);
    expect(mine.text).toContain(`${provider.name} no longer has a copy of the key`);
    expect(theirs.text).toContain('Its 5 seats went back to your pool.');
  });

  test('there is nothing to leave any more', async () => {
    await owner.go({ path: `${client.path}/departure`, form: { formId: crypto.randomUUID(), reason: 'Again' } });
    expect(owner.page.errors).toEqual([`${client.name} has no provider.`]);
  });
});

describe('with a last day', () => {
  let day: string;
  beforeAll(async () => {
    await aClientWithOwner();
    day = new Date(world.clock.now().getTime() + 10 * 24 * 3600_000).toISOString().slice(0, 10);
    await letsGo(client, day);
    await confirmsLeaving(client, owner);
  });

  test('it waits for that day, both sides see it, and the statement keeps the seats until then', async () => {
    expect(owner.page.notice).toBe(`${client.name} leaves ${provider.name} on the day that was set.`);
    await admin.visit(client.path);
    expect(admin.page.text).toContain(`${client.name} is going to leave ${provider.name}.`);
    await world.daysPass(9);
    expect(await client.row()).toMatchObject({ providerId: provider.id });
    await world.daysPass(3);
    expect(await client.row()).toMatchObject({ providerId: null, providerKey: null });
    const row = (await provider.ledger('teams')).pop();
    expect(row).toMatchObject({ kind: 'client-left', seats: -5, actorName: 'Clientele' });
  });
});

test('a provider member who is also an owner keeps that membership, and loses the rest', async () => {
  await aClientWithOwner();
  const siv = await (await aServiceUser(provider, owner)).signsIn();
  await siv.visit(client.path);
  expect(siv.page.link('Manage client')).toBeDefined();
  const arne = await (await anotherAdmin(provider)).signsIn();
  await leaves(client, siv);
  await siv.visit(`${client.path}/vault`);
  expect(siv.page.status).toBe(200);
  expect(siv.page.text).toContain('Edit items');
  await siv.visit(client.path);
  expect(siv.page.link('Manage client')).toBeUndefined();
  await arne.visit(client.path);
  expect(arne.page.status).toBe(404);
});
