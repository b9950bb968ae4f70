import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const looks = (client: Client, who: Person) => who.visit(`${client.managed}/plan/edit`);
const changes = async (client: Client, plan: string, who: Person) => {
  await looks(client, who);
  await who.submit(`Change ${client.name} to ${plan}`);
};

describe('a client goes from Teams to Enterprise', () => {
  let provider: Provider;
  let admin: Person;
  let client: Client;
  beforeAll(async () => {
    provider = await aProvider(world, { teams: 5, enterprise: 10, enterprisePrice: 600 });
    admin = provider.admin;
    client = await provider.startsClient({ plan: 'teams', seats: 12 });
  });

  test('the page shows both pools, the prices and what comes, and changes nothing', async () => {
    await admin.visit(`${client.managed}/edit`);
    await admin.click('Change plan');
    expect(admin.page.text).toContain('From Teams to Enterprise, with all of its 12 seats.');
    expect(admin.page.text).toContain('Login with SSO');
    expect(admin.page.facts).toMatchObject({
      '7 × €4.00': '−€28.00 a month',
      '2 × €6.00': '€12.00 a month',
      'A seat and month': '€4.00 → €6.00',
    });
    expect(await client.row()).toMatchObject({ plan: 'teams' });
    expect(await provider.ledger('enterprise')).toHaveLength(1);
  });

  test('the seats leave one pool and enter the other, each with its row in the ledger', async () => {
    const owner = await client.confirmedOwner();
    await changes(client, 'Enterprise', admin);
    expect(admin.page.notice).toBe(`${client.name} has the plan Enterprise now.`);
    expect(await client.row()).toMatchObject({ plan: 'enterprise', seats: 12 });
    expect(await provider.pool('teams')).toMatchObject({ allocated: 0, purchased: 0, clients: 0 });
    expect(await provider.pool('enterprise')).toMatchObject({ allocated: 12, purchased: 2, clients: 1 });
    const rows = [...(await provider.ledger('teams')), ...(await provider.ledger('enterprise'))];
    expect(rows).toMatchObject([
      { kind: 'opened' },
      { kind: 'client-created', seats: 12 },
      { kind: 'plan-left', seats: -12, purchasedSeats: -7, actorName: 'Åsa Öberg' },
      { kind: 'opened' },
      { kind: 'plan-entered', seats: 12, purchasedSeats: 2, price: 600 },
    ]);
    const mail = await lastMailTo(world, owner.email);
    expect(mail.subject).toBe(`${client.name} has another plan`);
    expect(mail.text).toContain('to Enterprise');
    await owner.visit(`${client.path}/events`);
    expect(owner.page.text).toContain(`Changed the plan of ${client.name} from Teams to Enterprise, with 12 seats`);
    expect(await world.db.findBy(Event, { kind: 'seats.purchased', providerId: provider.id })).toHaveLength(2);
  });

  test('the change sent again is no second one', async () => {
    const form = { formId: randomUUID(), plan: 'enterprise' };
    const { status } = await admin.send({ method: 'PATCH', path: `${client.managed}/plan`, form });
    expect(status).toBe(303);
    expect(await provider.ledger('enterprise')).toHaveLength(2);
    expect(await client.events('client.plan-changed')).toHaveLength(1);
  });

  test('back to Teams, the page lists what stops working, and in Swedish too', async () => {
    await world.db.query("UPDATE members SET role = 'custom' WHERE organization_id = ?", [client.id]);
    await looks(client, admin);
    expect(admin.page.text).toContain('What stops working');
    expect(admin.page.facts).toMatchObject({
      'Custom permissions': '1 member has them; they rest, and come back with Enterprise.',
      'Enterprise policies': 'Not in use in this client.',
    });
    await world.db.query("UPDATE users SET locale = 'sv' WHERE id = ?", [admin.id]);
    await looks(client, admin);
    expect(admin.page.heading).toBe(`Ändra plan för ${client.name}`);
    expect(admin.page.text).toContain('Vad som slutar fungera');
  });
});

test('a service user changes a plan within unassigned seats, and cannot cause a purchase', async () => {
  const provider = await aProvider(world, { teams: 10, enterprise: 10 });
  const [small, large] = [await provider.startsClient({ seats: 4 }), await provider.startsClient({ seats: 7 })];
  const serviceUser = await aServiceUser(provider);
  await changes(small, 'Enterprise', serviceUser);
  expect(await small.row()).toMatchObject({ plan: 'enterprise' });
  await changes(large, 'Enterprise', serviceUser);
  expect(serviceUser.page.status).toBe(422);
  expect(serviceUser.page.errorAt('plan')).toBe('6 seats are unassigned. Ask a provider admin to purchase more.');
  expect(await large.row()).toMatchObject({ plan: 'teams' });
  expect(await provider.pool('teams')).toMatchObject({ allocated: 7, clients: 1 });
  expect(await provider.pool('enterprise')).toMatchObject({ allocated: 4, purchased: 0, clients: 1 });
});

test('a client without a confirmed owner changes its plan, and nobody is mailed', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient({ plan: 'enterprise' });
  await changes(client, 'Teams', provider.admin);
  expect(await client.row()).toMatchObject({ plan: 'teams' });
  expect(await lettersTo(world, client.ownerEmail)).toEqual(['invitation']);
});

test('40 changes of plan and resizes at once keep the sums of both pools exact', async () => {
  const provider = await aProvider(world, { teams: 30, enterprise: 20 });
  const clients = await provider.hasClients(10, (i) => ({ plan: i % 2 ? 'teams' : 'enterprise', seats: 3 + i }));
  const send = (id: string, noun: string, form: object) =>
    provider.admin.send({ method: 'PATCH', path: `${provider.path}/clients/${id}${noun}`, form: { ...form } });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => {
      const { id, name } = clients[i % 10];
      return i % 4 < 2
        ? send(id, '/plan', { plan: i < 20 ? 'enterprise' : 'teams' })
        : send(id, '', { formId: randomUUID(), name, reference: '', seats: String(2 + i) });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(303));
  const rows = await provider.clients();
  for (const [plan, minimum] of [['teams', 30] as const, ['enterprise', 20] as const]) {
    const mine = rows.filter((row) => row.plan === plan);
    const allocated = mine.reduce((sum, { seats }) => sum + seats, 0);
    const purchased = Math.max(0, allocated - minimum);
    expect(await provider.pool(plan)).toMatchObject({ allocated, purchased, clients: mine.length });
    const ledger = await provider.ledger(plan);
    expect(ledger.reduce((sum, row) => sum + row.seats, 0)).toBe(allocated);
    expect(ledger.reduce((sum, row) => sum + row.purchasedSeats, 0)).toBe(purchased);
  }
});
