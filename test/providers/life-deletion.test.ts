import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { verifyLog } from '../../src/audit/verify.js';
import { Mail } from '../../src/mail/mail.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { anotherAdmin, aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { deletes, traces } from './deleting.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function aClient() {
  provider = await aProvider(world, { teams: 3, teamsPrice: 400 });
  admin = provider.admin;
  client = await provider.startsClient({ seats: 5 });
}
describe('a client whose owner was never confirmed', () => {
  let token: string;
  let memberId: string;
  beforeAll(async () => {
    await aClient();
    token = await client.invitation();
    memberId = (await client.owner()).id;
    await admin.visit(client.path);
    await admin.visit(`${client.managed}/deletion/new`);
    expect(admin.page.text).toContain('It is deleted at once: no owner was ever confirmed, and it holds no items.');
    await deletes(client, admin);
  });

  test('is deleted at once, and its seats are back, with a row in the ledger', async () => {
    expect(admin.page.notice).toBe(`${client.name} is deleted; its seats are back.`);
    expect(admin.page.heading).toBe('Clients');
    expect(await provider.clientNames()).toEqual([]);
    expect(await provider.pool('teams')).toMatchObject({ allocated: 0, purchased: 0, clients: 0 });
    const row = (await provider.ledger('teams')).pop();
    const expected = { kind: 'client-deleted', seats: -5, purchasedSeats: -2, actorName: 'Åsa Öberg' };
    expect(row).toMatchObject({ ...expected, clientName: client.name });
    await admin.visit(`${provider.path}/seats`);
    expect(admin.page.rows('When')[0].What).toBe(`Client deleted: ${client.name}`);
  });

  test('leaves no trace in the database but in books and logs', async () => {
    expect(await traces(world, client.id, memberId)).toEqual([
      'event_logs',
      'events',
      'form_uses',
      'log_entries',
      'log_threads',
      'seat_changes',
    ]);
    expect(await world.db.findBy(Mail, { address: client.ownerEmail })).toEqual([]);
  });

  test('its pages are not there any more, and its invitation leads nowhere', async () => {
    await admin.visit(client.path);
    expect(admin.page.status).toBe(404);
    const guest = world.browser();
    await guest.visit(token);
    expect(guest.page.status).toBe(404);
  });

  test('its events stay in the provider’s log, whose chain is whole', async () => {
    await admin.visit(`${provider.path}/events`);
    expect(admin.page.text).toContain(`Deleted ${client.name}, which had 5 seats`);
    expect(admin.page.text).toContain(`Added the client ${client.name}`);
    expect((await verifyLog(world.db, provider.id)).brokenAt).toBeUndefined();
    expect(await world.db.countBy(Event, { organizationId: client.id })).toBeGreaterThan(2);
  });
});

describe('a client whose owner was confirmed', () => {
  let owner: Person;
  beforeAll(async () => {
    await aClient();
    owner = await client.confirmedOwner();
    await admin.signsIn();
    await deletes(client, admin);
  });

  test('is deleted in 14 days: the admin, the owner and the Clients tab see it, and the owner is mailed', async () => {
    expect(admin.page.notice).toBe(`${client.name} will be deleted in 14 days, unless you call it off.`);
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.status).toBe(200);
    expect(owner.page.text).toContain(`${client.name} will be deleted:`);
    expect(owner.page.text).toContain(`Questions? Ask ${provider.name}.`);
    expect(owner.page.button(`Call off the deletion of ${client.name}`)).toBeUndefined();
    const mail = await lastMailTo(world, owner.email);
    expect(mail.subject).toContain(`${client.name} will be deleted on`);
    await admin.visit(`${provider.path}/clients`);
    expect(admin.page.text).toContain('will be deleted:');
    expect(await provider.pool('teams')).toMatchObject({ allocated: 5 });
  });

  test('asked for once more, it is under way already', async () => {
    await admin.visit(`${client.managed}/deletion/new`);
    await admin.submit(`Delete ${client.name}`, { name: client.name });
    expect(admin.page.errors).toEqual([`The deletion of ${client.name} is under way already.`]);
  });

  test('another provider admin calls it off, and the owner is told', async () => {
    await world.daysPass(13);
    const arne = await anotherAdmin(provider);
    await arne.signsIn();
    await arne.visit(client.path);
    await arne.submit(`Call off the deletion of ${client.name}`);
    expect(arne.page.notice).toBe(`${client.name} stays; the deletion is called off.`);
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${client.name} is not deleted`);
    await world.daysPass(5);
    expect(await client.row()).toMatchObject({ seats: 5 });
  });

  test('is gone after 14 days by itself, with its mails; owners are told, and keep their accounts', async () => {
    await admin.signsIn();
    await deletes(client, admin);
    await world.daysPass(15);
    expect(await provider.clientNames()).toEqual([]);
    expect(await provider.pool('teams')).toMatchObject({ allocated: 0, clients: 0 });
    const row = (await provider.ledger('teams')).pop();
    expect(row).toMatchObject({ kind: 'client-deleted', seats: -5, actorName: 'Clientele' });
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${client.name} is deleted`);
    expect(await world.db.countBy(Mail, { address: owner.email })).toBe(1);
    const books = ['event_logs', 'events', 'form_uses', 'log_entries', 'log_threads', 'seat_changes'];
    expect((await traces(world, client.id)).filter((table) => !books.includes(table))).toEqual([]);
    await owner.signsIn();
    await owner.visit(client.path);
    expect(owner.page.status).toBe(404);
    await admin.signsIn();
    await admin.visit(`${provider.path}/events`);
    expect(admin.page.text).toContain(`Deleted ${client.name}, which had 5 seats`);
  });
});
