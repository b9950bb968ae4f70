import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Collection } from '../../src/collections/collection.entity.js';
import { GroupAccess } from '../../src/collections/group-access.entity.js';
import { pathOf } from '../../src/collections/names.js';
import { Group } from '../../src/groups/group.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import { aGroup, manyMembers } from '../members/company.js';
import { memberAt as memberOfProvider, worksIn } from '../provider-members/scene.js';
import type { Client } from '../support/client.js';
import { aLogin, hasImport, hasItems } from '../support/items.js';
import { aMembership } from '../support/members.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { countsWhatGrows, reads, statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let [admin, serviceUser, limited, owner, user]: Person[] = [];
let [collection, group, member, staff, importPath]: string[] = [];
let item: string;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 100 });
  [client] = await provider.hasClients(2, () => ({ reference: 'K', seats: 200 }));
  await aGroup(world, client, 'First');
  await manyMembers(world, client, 3);
  serviceUser = await aServiceUser(provider);
  limited = await aServiceUser(provider);
  await worksIn(provider, limited, [client]);
  staff = (await memberOfProvider(provider, limited.email)).id;
  owner = await client.confirmedOwner();
  user = await client.hasMember({ name: 'Maja' });
  [collection, group] = [await client.hasCollection('Web'), await client.hasGroup('Sales', [user])];
  await world.db.query('INSERT INTO group_access VALUES (?, ?, 7)', [collection, group]);
  member = (await aMembership(client, { role: 'custom', permissions: ['manage-members'] })).id;
  [item] = await hasItems(client, [aLogin()], [{ id: collection }]);
  importPath = `${client.path}/import/${await hasImport(client)}`;
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
  ['Items', () => owner, () => `${client.path}/items`],
  ['Items, to a member', () => user, () => `${client.path}/items?search=b`],
  ['Vault, to the provider', () => admin, () => `${client.path}/vault`],
  ['Vault, to the owner', () => owner, () => `${client.path}/vault`],
  ['Vault, searched', () => owner, () => `${client.path}/vault?search=a`],
  ['Vault, to a member', () => user, () => `${client.path}/vault`],
  ['Groups', () => owner, () => `${client.path}/groups`],
  ['Groups, searched', () => owner, () => `${client.path}/groups?search=s`],
  ['Access matrix', () => owner, () => `${client.path}/access`],
  ['Outbox', () => admin, () => '/outbox'],
  ['Event log', () => admin, () => `${provider.path}/events`],
  ['Event log, filtered', () => admin, () => `${provider.path}/events?person=${admin.name.slice(0, 3)}&group=clients`],
  ['Event log of a client', () => owner, () => `${client.path}/events?from=2020-01-01`],
  ['Provider members', () => admin, () => `${provider.path}/members`],
  ['Provider members, searched', () => admin, () => `${provider.path}/members?search=siv&sort=role`],
  ['Clients, to a service user with a list', () => limited, () => `${provider.path}/clients?search=client`],
  ['Seat requests', () => admin, () => `${provider.path}/seat-requests`],
  ['Members, to the provider', () => admin, () => `${client.path}/members`],
  ['Members, sorted', () => owner, () => `${client.path}/members?sort=status&direction=desc`],
  ['Members, searched', () => owner, () => `${client.path}/members?search=kund`],
  ['Members, invited', () => owner, () => `${client.path}/members?tab=invited`],
  ['Event log of a client, its provider’s acts', () => owner, () => `${client.path}/events?by=provider`],
];
const DETAILS: Row[] = [
  ['Item', () => owner, () => `${client.path}/items/${item}`],
  ['Item, to a member', () => user, () => `${client.path}/items/${item}`],
  ['Edit item', () => owner, () => `${client.path}/items/${item}/edit`],
  ['Overview, to the provider', () => admin, () => client.path],
  ['Overview, to the owner', () => owner, () => client.path],
  ['Your provider', () => owner, () => `${client.path}/provider`],
  ['New collection', () => owner, () => `${client.path}/collections/new`],
  ['Collection', () => owner, () => `${client.path}/collections/${collection}/edit`],
  ['Access to a collection', () => owner, () => `${client.path}/collections/${collection}/access?search=e`],
  ['Group', () => owner, () => `${client.path}/groups/${group}/edit`],
  ['Members of a group', () => owner, () => `${client.path}/groups/${group}/members`],
  ['Settings of collections', () => owner, () => `${client.path}/settings`],
  ['New client', () => admin, () => `${provider.path}/clients/new`],
  ['Manage client', () => admin, () => `${client.managed}/edit`],
  ['Provider member', () => admin, () => `${provider.path}/members/${staff}`],
  ['Invite provider members', () => admin, () => `${provider.path}/members/new`],
  ['Member', () => owner, () => `${client.path}/members/${member}`],
  ['Member, to the provider', () => admin, () => `${client.path}/members/${member}`],
  ['Leave the organization', () => owner, () => `${client.path}/membership/deletion`],
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
  ['Import data', () => admin, () => `${client.path}/import`],
  ['An import', () => admin, () => importPath],
];

async function statementsOf([, who, path]: Row): Promise<string[]> {
  await who().visit(path()); // the first visit of a client is an event
  const statements = await statementsDuring(() => who().visit(path()));
  expect(who().page.status).toBe(200);
  return statements;
}

/** 1,000 collections and 250 groups each time, every group with one of each and a member. */
async function manyOfEach({ id: organizationId }: Client, createdAt: Date, word: string): Promise<void> {
  const named = (count: number, kind: string) =>
    Array.from({ length: count }, (_, i) => ({ id: uuid(), organizationId, name: `${kind} ${word}/${i}`, createdAt }));
  const keyed = <N extends { name: string }>(rows: N[]) =>
    rows.map((row) => ({ ...row, nameKey: row.name.toLowerCase() }));
  const [collections, groups] = [keyed(named(1000, 'Samling')), keyed(named(250, 'Grupp'))];
  await world.db.insert(
    Collection,
    collections.map((one) => ({ ...one, path: pathOf(one.name) })),
  );
  await world.db.insert(Group, groups);
  const { id: memberId } = await world.db.findOneByOrFail(Member, { organizationId, userId: user.id });
  await world.db.insert(
    GroupMember,
    groups.map(({ id }) => ({ groupId: id, memberId })),
  );
  await world.db.insert(
    GroupAccess,
    groups.map(({ id }, i) => ({ groupId: id, collectionId: collections[i].id, level: 7 as const })),
  );
}

/** What each page asked for when there was little to show. */
const few = new Map<string, string[]>();

describe.each([
  ['a list takes at most 6 reads', LISTS, 6],
  ['a detail page takes at most 10 reads', DETAILS, 10],
] as const)('%s, whatever the rows', (_, pages, most) => {
  test.each([...pages])('%s, few rows', async (...row) => {
    const statements = await statementsOf(row);
    few.set(row[0], statements);
    expect(reads(statements).length).toBeGreaterThan(0);
    expect(reads(statements).length).toBeLessThanOrEqual(most);
  });

  test('with many rows', async () => {
    await provider.hasClients(60);
    await manyOfEach(client, world.clock.now(), String(most));
    await manyMembers(world, client, 60);
    await hasItems(
      client,
      Array.from({ length: 60 }, (_, at) => aLogin(`Bank ${at}`)),
      [{ id: collection }],
    );
    for (const row of pages) {
      const many = await statementsOf(row);
      expect({ page: row[0], statements: many.length }).toEqual({ page: row[0], statements: few.get(row[0])?.length });
    }
  });
});

/** Told once a session and client; and once a minute that the session is in use. */
const NOTED = /INSERT IGNORE INTO visits|^UPDATE `sessions` SET `seen_at`/;

test('a page that is only read opens no transaction and writes nothing', () => {
  for (const [page] of [...LISTS, ...DETAILS]) {
    const writes = few.get(page)?.filter((sql) => !/^SELECT/i.test(sql) && !NOTED.test(sql));
    expect({ page, writes: writes?.filter((sql) => !/^(START|SET|COMMIT)/.test(sql)) }).toEqual({ page, writes: [] });
  }
});

test('session, person and memberships are one read', async () => {
  const [first, ...others] = await statementsOf(LISTS[0]);
  expect(first).toMatch(/FROM sessions s JOIN users u .* LEFT JOIN members m/);
  expect(others.filter((sql) => /\b(sessions|users|members)\b/.test(sql))).toEqual([]);
});

test('no list counts what grows', () => {
  for (const [page] of LISTS) expect(few.get(page)?.filter(countsWhatGrows)).toEqual([]);
});
