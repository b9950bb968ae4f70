import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import { levelsOf } from '../../src/collections/effective-access.js';
import type { Client } from '../support/client.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { uploads } from './files.js';

let world: World;
let provider: Provider;
let client: Client;
/** Sees Shared, and manages members and groups. */
let custom: Membership;
let [shared, group] = ['', ''];
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { enterprise: 200 });
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await provider.startsClient({ plan: 'enterprise', seats: 9 });
  custom = await aMembership(client, { role: 'custom', permissions: ['manage-members'] });
  [shared, group] = [await client.hasCollection('Shared'), await client.hasGroup('Sales')];
  await client.gives(custom.person, { id: shared }, 3);
});

/** Somebody else's change, saved while `act` is under way: what `act` read before it is true no more. */
async function meanwhile<T>(statements: [string, unknown[]][], act: () => Promise<T>): Promise<T> {
  return world.dataSource
    .transaction(async (other) => {
      for (const [sql, values] of statements) await other.query(sql, values);
      const acting = act();
      await after(700);
      return { acting };
    })
    .then(({ acting }) => acting);
}
const groupGetsMore = (): [string, unknown[]][] => [
  ['UPDATE member_groups SET version = version + 1 WHERE id = ?', [group]],
  ['INSERT INTO group_access (collection_id, group_id, level) VALUES (?, ?, 15)', [shared, group]],
];
const customGetsLess = (): [string, unknown[]][] => [
  ['UPDATE collections SET version = version + 1 WHERE id = ?', [shared]],
  ['UPDATE member_access SET level = 1 WHERE member_id = ?', [custom.id]],
];
const customIsNoMore = (): [string, unknown[]][] => [
  ['UPDATE organizations SET undelivered = undelivered WHERE id = ?', [client.id]],
  ["UPDATE members SET role = 'user', permissions = '' WHERE id = ?", [custom.id]],
];
const invites = async (form: Record<string, string>) => {
  const fields = { formId: randomUUID(), emails: `${unique('new')}@kund.example`, role: 'user', ...form };
  return (await custom.person.send({ path: `${client.path}/members`, form: fields })).status;
};
const sendsFile = async (row: string) =>
  (await uploads(custom.person, client, `email,groups,collections\n${unique('new')}@kund.example,${row}`)).status;

describe.each([
  { what: 'a group that is given more', change: groupGetsMore, form: () => ({ groups: group }), row: 'Sales,' },
  {
    what: 'a level',
    change: customGetsLess,
    form: () => ({ collections: 'Shared', levels: '3' }),
    row: ',Shared=view',
  },
  { what: 'a right to invite at all', change: customIsNoMore, form: () => ({}), row: ',' },
])('nobody is let in with $what that the one who invites has no more', ({ change, form, row }) => {
  test.each([
    ['by form', () => invites(form())],
    ['by file', () => sendsFile(row)],
  ])('%s', async (_, act) => {
    const before = (await client.row()).occupied;
    expect(await meanwhile(change(), act)).toBe(422);
    expect((await client.row()).occupied).toBe(before);
  });
});

describe('on a member’s page', () => {
  let user: Membership;
  const changes = async (by: Person, form: Record<string, string>) =>
    (await by.send({ method: 'PATCH', path: user.path, form: { role: 'user', ...form } })).status;
  beforeEach(async () => {
    user = await aMembership(client, { name: 'Ulla User' });
  });

  test('nobody is put into a group that is given more meanwhile', async () => {
    const form = { groups: group, shownGroups: group };
    expect(await meanwhile(groupGetsMore(), () => changes(custom.person, form))).toBe(422);
    expect(await levelsOf(world.db, user.id)).toEqual(new Map());
  });

  test('nobody gets a level that is taken from the giver meanwhile', async () => {
    expect(await meanwhile(customGetsLess(), () => changes(custom.person, { collections: shared, levels: '3' }))).toBe(
      422,
    );
    expect(await levelsOf(world.db, user.id)).toEqual(new Map());
  });

  test('who alone manages a collection keeps it, where owners and admins do not manage everything', async () => {
    await client.gives(user.person, { id: shared }, 15);
    await world.db.update(Organization, { id: client.id }, { adminsManageAll: 0 });
    expect(await changes(provider.admin, { collections: shared, levels: '3' })).toBe(422);
    expect((await levelsOf(world.db, user.id)).get(shared)).toBe(15);
    await client.gives(custom.person, { id: shared }, 15);
    expect(await changes(provider.admin, { collections: shared, levels: '3' })).toBe(303);
  });

  test('a changed level stands in the collection’s events', async () => {
    await changes(custom.person, { collections: shared, levels: '3' });
    const [{ targetName, details }] = await client.events('collection.access-changed');
    expect([targetName, JSON.stringify(details)]).toEqual(['Shared', expect.stringContaining('Ulla User')]);
  });
});
