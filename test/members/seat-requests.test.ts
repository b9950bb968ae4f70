import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SeatRequest } from '../../src/client-orgs/seat-request.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world, { teams: 8 });
  client = await provider.startsClient({ seats: 5 });
  owner = await client.confirmedOwner();
});

async function asks(seats: string, note = ''): Promise<void> {
  await owner.visit(`${client.path}/seat-requests/new`);
  await owner.submit('Ask for seats', { 'How many more seats': seats, note });
}
const queue = (who: Person) => who.visit(`${provider.path}/seat-requests`);
const grant = (seats: number) => `Grant ${seats} seats to ${client.name}`;

describe('an owner asks for seats', () => {
  test('which stands in the provider’s queue, and its admins are mailed', async () => {
    await asks('3', 'Three <b>new</b> people');
    expect(owner.page.notice).toContain('is asked for 3 seats');
    expect(owner.page.text).toContain('asked for 3 more seats on');
    const mail = await lastMailTo(world, provider.admin.email);
    expect(mail.subject).toBe(`${client.name} asks for 3 seats`);
    expect(mail.text).toContain('Three <b>new</b> people');
    await provider.admin.visit('/');
    await provider.admin.click('1 client asks for seats');
    expect(provider.admin.page.text).toContain('Three <b>new</b> people');
    expect(await client.events('seats.asked')).toMatchObject([{ capacity: 'owner', details: { seats: 3 } }]);
  });

  test('again: the newer request takes the place of the older', async () => {
    await asks('3');
    await asks('4');
    expect(await world.db.findBy(SeatRequest, { organizationId: client.id })).toMatchObject([{ seats: 4 }]);
  });

  test('and withdraws it', async () => {
    await asks('3');
    await owner.submit('Withdraw the request');
    await queue(provider.admin);
    expect(provider.admin.page.text).toContain('Nobody asks for seats');
    expect(await client.events('seats.not-asked')).toHaveLength(1);
  });

  test.each(['0', '-1', '1.5', 'many', ''])('not for %j', async (seats) => {
    await asks(seats);
    expect(owner.page.status).toBe(422);
    expect(await world.db.countBy(SeatRequest, { organizationId: client.id })).toBe(0);
  });
});

describe('the provider', () => {
  test('grants it with one click; ledger, client and mail say so', async () => {
    await asks('3');
    await queue(provider.admin);
    await provider.admin.submit(grant(3));
    expect(provider.admin.page.notice).toBe(`${client.name} has 3 more seats; who asked is mailed.`);
    expect(await client.row()).toMatchObject({ seats: 8, remaining: 7 });
    expect(await provider.pool('teams')).toMatchObject({ allocated: 8, purchased: 0 });
    expect((await lastMailTo(world, owner.email)).subject).toBe(`${client.name} has 3 more seats`);
    expect(await client.events('seats.granted')).toHaveLength(1);
    expect(await world.db.countBy(SeatRequest, { organizationId: client.id })).toBe(0);
  });

  test('sees what it would purchase; a service user cannot grant that, within unassigned seats they can', async () => {
    await asks('5');
    const siv = await (await aServiceUser(provider)).signsIn();
    await queue(siv);
    expect(siv.page.facts['Additional seats purchased']).toBe('2');
    expect(siv.page.button(grant(5))).toBeUndefined();
    const path = `${client.managed}/seat-request/grant`;
    expect((await siv.send({ path, form: {} })).status).toBe(422);
    expect(await client.row()).toMatchObject({ seats: 5 });
    await asks('2');
    await queue(siv);
    await siv.submit(grant(2));
    expect(await client.row()).toMatchObject({ seats: 7 });
  });

  test('declines it with a note, which the owner reads in a mail', async () => {
    await asks('3');
    await queue(provider.admin);
    await provider.admin.submit(`Decline the request of ${client.name}`, { note: 'Call me first' });
    const mail = await lastMailTo(world, owner.email);
    expect(mail.subject).toBe(`${client.name} gets no more seats for now`);
    expect(mail.text).toContain('Call me first');
    expect(await client.row()).toMatchObject({ seats: 5 });
  });

  test('of two who grant at once one does, and the seats are given once', async () => {
    await asks('2');
    const path = `${client.managed}/seat-request/grant`;
    const answers = await Promise.all([1, 2].map(() => provider.admin.send({ path, form: {} })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await client.row()).toMatchObject({ seats: 7 });
  });

  test('never sees another provider’s requests, nor grants them', async () => {
    await asks('2');
    const other = await aProvider(world);
    await queue(other.admin);
    expect(other.admin.page.status).toBe(404);
    const path = `${other.path}/clients/${client.id}/seat-request/grant`;
    expect((await other.admin.send({ path, form: {} })).status).toBe(404);
    expect(await lettersTo(world, owner.email)).not.toContain('seats-granted');
  });
});
