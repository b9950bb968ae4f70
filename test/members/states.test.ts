import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countsAsOwner } from '../../src/client-orgs/counters.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import type { Client } from '../support/client.js';
import { aProvider, aStranger, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { actOf, beginnings, isInTable, type Step, steps, take } from './states-scene.js';

const PEOPLE = 5;
const SEATS = 4;
/** Always all of them, within 20 seconds on a machine that does nothing else. */
const RUNS = 16;

let world: World;
let providers: Provider[];
let people: Person[];
let outsider: Person;
beforeAll(async () => {
  world = await openWorld();
  providers = [await aProvider(world, { enterprise: 500 }), await aProvider(world, { enterprise: 500 })];
  people = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await aStranger(world, { name: `Person ${i}` }));
  outsider = await aStranger(world);
});
afterAll(() => world.close());

type Beginning = Awaited<ReturnType<typeof beginnings>> extends fc.Arbitrary<infer B> ? B : never;

async function begin([provider]: Provider[], beginning: Beginning): Promise<Client> {
  const [client] = await provider.hasClients(1, () => ({ plan: 'enterprise', seats: SEATS }));
  let free = SEATS - 1; // the invited owner has one
  for (const [i, standing] of beginning.entries()) {
    if (!standing || (standing.status !== 'revoked' && free-- <= 0)) continue;
    await client.hasMember({
      ...standing,
      permissions: standing.role === 'custom' ? ['manage-members'] : [],
      person: people[i],
    });
  }
  return client;
}

const members = async (client: Client) =>
  new Map((await world.db.findBy(Member, { organizationId: client.id })).map((one) => [one.id, one]));

async function holds(client: Client, lastTakenBack: boolean): Promise<void> {
  const [all, row] = [[...(await members(client)).values()], await client.row()];
  const of = (...states: string[]) => all.filter(({ status }) => states.includes(status));
  expect(row.occupied).toBe(of('invited', 'accepted', 'confirmed').length);
  expect(row.occupied).toBeLessThanOrEqual(row.seats);
  expect(row).toMatchObject({ waiting: of('accepted').length, confirmedOwners: all.filter(countsAsOwner).length });
  const owners = of('invited', 'accepted', 'confirmed').filter(({ role }) => role === 'owner');
  expect(owners.length).toBeGreaterThan(0);
  if (row.ownerConfirmedAt && !lastTakenBack) expect(row.confirmedOwners).toBeGreaterThan(0);
  for (const { wrappedKey } of of('confirmed')) expect(wrappedKey).not.toBeNull();
  for (const { wrappedKey } of of('invited', 'accepted')) expect(wrappedKey).toBeNull();
}

/** Whoever is no confirmed member, nor works for the provider, reads nothing. */
async function readsWhatTheyMay(client: Client, person: Person): Promise<void> {
  const member = await world.db.findOneBy(Member, { organizationId: client.id, userId: person.id });
  const inside = member?.status === 'confirmed' || person === client.provider.admin;
  const { status } = await person.send({ path: `${client.path}/vault` });
  expect({ person: person.name, status }).toEqual({ person: person.name, status: inside ? 200 : 404 });
}

async function follow(clients: Client[], sequence: Step[]): Promise<void> {
  const takenBack = new Set<Client>();
  for (const step of sequence) {
    const [client, other] = [clients[step.client], clients[1 - step.client]];
    const admins = [client, client, client, other].map(({ provider }) => provider.admin);
    const [actor, target] = [[...people, ...admins][step.actor], people[step.target]];
    const [was, elsewhere] = [await members(client), await members(other)];
    const act = actOf(step, [...was.values()].find(({ userId }) => userId === target.id)?.status);
    await take(client, actor, target, step.role, act);
    const is = await members(client);
    for (const [id, before] of was) {
      expect([act, before.status, is.get(id)?.status, isInTable(act, before, is.get(id))]).toContain(true);
      const after = is.get(id);
      if (act === 'revoke' && after) expect(after.wrappedKey).toBe(before.wrappedKey);
      if (act === 'take-back' && before.role === 'owner' && after?.status !== before.status) takenBack.add(client);
    }
    if (act !== 'renew-keys') expect(await members(other)).toEqual(elsewhere);
    for (const one of clients) await holds(one, takenBack.has(one));
    await readsWhatTheyMay(client, target);
  }
  for (const client of clients) for (const person of [...people, outsider]) await readsWhatTheyMay(client, person);
}

test('whatever people try in two organizations, states, seats, owners and keys fit together', async () => {
  const property = fc.asyncProperty(
    ...[beginnings(PEOPLE), beginnings(PEOPLE)],
    steps(PEOPLE + 4, PEOPLE),
    async (one, two, sequence) => {
      await follow([await begin([providers[0]], one), await begin([providers[1]], two)], sequence);
    },
  );
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
}, 120_000);
