import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Collection } from '../../src/collections/collection.entity.js';
import { aGroup, manyMembers } from '../members/company.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { reads, statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let admin: Person;
let serviceUser: Person;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 100 });
  [client] = await provider.hasClients(2, () => ({ reference: 'K', seats: 200 }));
  await aGroup(world, client, 'First');
  await manyMembers(world, client, 3);
  serviceUser = await aServiceUser(provider);
  owner = await client.confirmedOwner();
  await world.deliverMail();
  admin = await provider.admin.signsIn();
});
afterAll(() => world.close());

type Row = [name: string, who: () => Person, path: () => string];

const LISTS: Row[] = [
  ['Clients', () => admin, () => `${provider.path}/clients`],
  ['Clients, sorted', () => admin, () => `${provider.path}/clients?sort=used&direction=desc`],
  ['Clients, searched', () => admin, () => `${provider.path}/clients?search=client`],
  ['Clients, to a service user', () => serviceUser, () => `${provider.path}/clients`],
  ['Seat ledger', () => admin, () => `${provider.path}/seats`],
  ['Statement', () => admin, () => `${provider.path}/statements/${world.clock.now().toISOString().slice(0, 7)}`],
  ['Vault, to the provider', () => admin, () => `${client.path}/vault`],
  ['Vault, to the owner', () => owner, () => `${client.path}/vault`],
  ['Outbox', () => admin, () => '/outbox'],
  ['Event log', () => admin, () => `${provider.path}/events`],
  ['Event log, filtered', () => admin, () => `${provider.path}/events?person=${admin.name.slice(0, 3)}&group=clients`],
  ['Event log of a client', () => owner, () => `${client.path}/events?from=2020-01-01`],
  ['Seat requests', () => admin, () => `${provider.path}/seat-requests`],
  ['Members, to the provider', () => admin, () => `${client.path}/members`],
  ['Members, sorted', () => owner, () => `${client.path}/members?sort=status&direction=desc`],
  ['Members, searched', () => owner, () => `${client.path}/members?search=kund`],
  ['Members, invited', () => owner, () => `${client.path}/members?tab=invited`],
];
const DETAILS: Row[] = [
  ['Overview, to the provider', () => admin, () => client.path],
  ['Overview, to the owner', () => owner, () => client.path],
  ['Your provider', () => owner, () => `${client.path}/provider`],
  ['New client', () => admin, () => `${provider.path}/clients/new`],
  ['Manage client', () => admin, () => `${client.managed}/edit`],
  ['Members', () => admin, () => `${provider.path}/members`],
  ['Invite people', () => owner, () => `${client.path}/members/new`],
  ['Invite with a file', () => owner, () => `${client.path}/members/uploads/new`],
  ['Ask for seats', () => owner, () => `${client.path}/seat-requests/new`],
  ['Change plan', () => admin, () => `${client.managed}/plan/edit`],
  ['Delete', () => admin, () => `${client.managed}/deletion/new`],
  ['Let go', () => admin, () => `${client.managed}/release/new`],
  ['Leave', () => owner, () => `${client.path}/departure`],
  ['Existing organization', () => admin, () => `${provider.path}/additions`],
  ['Two-step login', () => admin, () => '/account/two-step'],
  ['Settings', () => admin, () => `${provider.path}/settings`],
];

async function statementsOf([, who, path]: Row): Promise<string[]> {
  await who().visit(path()); // the first visit of a client is an event
  const statements = await statementsDuring(() => who().visit(path()));
  expect(who().page.status).toBe(200);
  return statements;
}

describe.each([
  ['a list takes at most 6 reads', LISTS, 6],
  ['a detail page takes at most 10 reads', DETAILS, 10],
] as const)('%s, whatever the rows', (_, pages, most) => {
  const few = new Map<string, string[]>();

  test.each([...pages])('%s, few rows', async (...row) => {
    const statements = await statementsOf(row);
    few.set(row[0], statements);
    expect(reads(statements).length).toBeGreaterThan(0);
    expect(reads(statements).length).toBeLessThanOrEqual(most);
  });

  test('with many rows', async () => {
    await provider.hasClients(60);
    await manyMembers(world, client, 60);
    const at = world.clock.now();
    const collections = Array.from({ length: 60 }, (_, i) => ({ name: `${most} ${i}`, nameKey: `${most} ${i}` }));
    await world.db.insert(
      Collection,
      collections.map((one) => ({ ...one, id: uuid(), organizationId: client.id, createdAt: at })),
    );
    for (const row of pages) {
      const many = await statementsOf(row);
      expect({ page: row[0], statements: many.length }).toEqual({ page: row[0], statements: few.get(row[0])?.length });
    }
  });
});

test('a page that is only read opens no transaction and writes nothing', async () => {
  for (const row of [...LISTS, ...DETAILS]) {
    const writes = (await statementsOf(row)).filter(
      (sql) => !/^SELECT/i.test(sql) && !/INSERT IGNORE INTO visits/.test(sql),
    );
    expect({ page: row[0], writes: writes.filter((sql) => !/^(START|SET|COMMIT)/.test(sql)) }).toEqual({
      page: row[0],
      writes: [],
    });
  }
});

test('session, person and memberships are one read', async () => {
  const [first, ...others] = await statementsOf(LISTS[0]);
  expect(first).toMatch(/FROM sessions s JOIN users u .* LEFT JOIN members m/);
  expect(others.filter((sql) => /\b(sessions|users|members)\b/.test(sql))).toEqual([]);
});

/** Up to a number, along an index. */
const BOUNDED = /SELECT COUNT\(\*\) FROM \(SELECT 1 [^()]* LIMIT \d+\) few/g;

test('no list counts what grows', async () => {
  for (const row of LISTS) {
    const statements = (await statementsOf(row)).map((sql) => sql.replace(BOUNDED, ''));
    expect(statements.filter((sql) => /count\(/i.test(sql))).toEqual([]);
  }
});
