import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aProvider, aServiceUser, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const newClient = (seats: number) => ({
  ...{ formId: randomUUID(), plan: 'teams', name: unique('Client'), email: `${unique('eva')}@kund.example` },
  ...{ seats: String(seats), reference: '', locale: 'en', timeZone: 'UTC' },
});
const add = (provider: Provider, seats: number) =>
  provider.admin.send({ path: `${provider.path}/clients`, form: newClient(seats) });
const resize = (provider: Provider, id: string, name: string, seats: number) =>
  provider.admin.send({
    method: 'PATCH',
    path: `${provider.path}/clients/${id}`,
    form: { formId: randomUUID(), name, reference: '', seats: String(seats) },
  });

/** Design §4: the pool, its clients and its ledger tell the same. */
async function isExact(provider: Provider, minimum: number): Promise<void> {
  const clients = await provider.clients();
  const pool = await provider.pool('teams');
  const ledger = await provider.ledger('teams');
  const allocated = clients.reduce((sum, { seats }) => sum + seats, 0);
  const purchased = Math.max(0, allocated - minimum);
  expect(pool).toMatchObject({ minimum, allocated, purchased, clients: clients.length });
  expect(ledger.reduce((sum, { seats }) => sum + seats, 0)).toBe(allocated);
  expect(ledger.reduce((sum, row) => sum + row.purchasedSeats, 0)).toBe(purchased);
  for (const row of ledger) {
    expect(row.purchased).toBe(Math.max(0, row.allocated - row.minimum));
    expect(Math.min(row.allocated, row.purchased)).toBeGreaterThanOrEqual(0);
  }
  // Each row tells the pool as the one before it, in some order, left it.
  const after = ledger.map((row) => row.allocated).sort((a, b) => a - b);
  const before = ledger.map((row) => row.allocated - row.seats).sort((a, b) => a - b);
  expect(before.every((value) => value === 0 || after.includes(value))).toBe(true);
  for (const { seats, occupied, remaining } of clients) expect(remaining).toBe(seats - occupied);
}

test('40 creations and resizes at once on one pool end with exactly its arithmetic', async () => {
  const provider = await aProvider(world, { teams: 100 });
  const clients = await provider.hasClients(20, () => ({ seats: 5 }));
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, (_, i) => add(provider, 1 + i)),
    ...clients.map(({ id, name }, i) => resize(provider, id, name, i % 2 ? 1 + i : 30)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(303));
  await isExact(provider, 100);
});

test('40 resizes at once of one client end with one of them, and no seat is lost', async () => {
  const provider = await aProvider(world, { teams: 10 });
  const [{ id, name }] = await provider.hasClients(1, () => ({ seats: 5 }));
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => resize(provider, id, name, 2 + i)));
  expect(answers.every(({ status }) => status === 303 || status === 422)).toBe(true);
  await isExact(provider, 10);
});

test('a minimum changed while clients are added', async () => {
  const provider = await aProvider(world, { teams: 10 });
  const settings = (minimum: number) => ({
    ...{
      name: provider.name,
      phone: '',
      billingEmail: '',
      locale: 'en',
      timeZone: 'UTC',
      teamsMinimum: String(minimum),
    },
    ...{ teamsPrice: '4', enterpriseMinimum: '0', enterprisePrice: '6' },
  });
  const change = (minimum: number) =>
    provider.admin.send({ method: 'PATCH', path: `${provider.path}/settings`, form: settings(minimum) });
  const answers = await Promise.all([
    ...Array.from({ length: 15 }, () => add(provider, 3)),
    ...[20, 0, 40].map(change),
    ...Array.from({ length: 15 }, () => add(provider, 2)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(33).fill(303));
  const { minimum } = await provider.pool('teams');
  await isExact(provider, minimum);
});

test('service users at once take the last unassigned seats, and buy none', async () => {
  const provider = await aProvider(world, { teams: 30 });
  const clients = await provider.hasClients(10, () => ({ seats: 2 }));
  const serviceUser = await aServiceUser(provider);
  const answers = await Promise.all(
    clients.map(({ id, name }) => {
      const form = { formId: randomUUID(), name, reference: '', seats: '5' };
      return serviceUser.send({ method: 'PATCH', path: `${provider.path}/clients/${id}`, form });
    }),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(3);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(7);
  await isExact(provider, 30);
  expect(await provider.pool('teams')).toMatchObject({ allocated: 29, purchased: 0 });
});
