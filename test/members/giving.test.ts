import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Collection } from '../../src/collections/collection.entity.js';
import { GroupAccess } from '../../src/collections/group-access.entity.js';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import type { Group } from '../../src/groups/group.entity.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, type Person, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { aCollection, aGroup, memberOf } from './company.js';
import { uploads } from './files.js';

let world: World;
let client: Client;
let admin: Person;
let custom: Person;
let service: Person;
let shared: Collection;
let secret: Collection;
let ordinary: Group;
let mighty: Group;
let foreign: Group;
beforeAll(async () => {
  world = await openWorld();
  const provider = await aProvider(world);
  client = await provider.startsClient({ plan: 'enterprise', seats: 50 });
  await client.confirmedOwner();
  admin = await client.hasMember({ role: 'admin' });
  custom = await client.hasMember({ role: 'custom', permissions: ['manage-members', 'create-collections'] });
  service = await aServiceUser(provider);
  [shared, secret] = [await aCollection(world, client, 'Shared'), await aCollection(world, client, 'Secret')];
  [ordinary, mighty] = [await aGroup(world, client, 'Ordinary'), await aGroup(world, client, 'Mighty')];
  const { id: memberId } = await memberOf(world, client, custom);
  await world.db.insert(MemberAccess, { collectionId: shared.id, memberId, level: 5 });
  await world.db.insert(GroupAccess, { collectionId: shared.id, groupId: ordinary.id, level: 1 });
  await world.db.insert(GroupAccess, { collectionId: secret.id, groupId: mighty.id, level: 3 });
  const other = await (await aProvider(world)).startsClient();
  foreign = await aGroup(world, other, 'Foreign');
  await aCollection(world, other, 'Foreign collection');
});
afterAll(() => world.close());

type Fields = Record<string, string | string[]>;
async function tries(who: Person, fields: Fields) {
  const before = (await client.row()).occupied;
  const email = `${unique('new')}@kund.example`;
  const form = { formId: randomUUID(), emails: email, role: 'user', ...fields };
  const { status } = await who.send({ path: `${client.path}/members`, form });
  return { status, invited: (await client.row()).occupied - before };
}
const REFUSED = { status: 422, invited: 0 };
const DONE = { status: 303, invited: 1 };

describe('nobody gives more than they have:', () => {
  test('an admin and a service user invite no owner', async () => {
    for (const who of [admin, service]) {
      expect(await tries(who, { role: 'owner' })).toEqual(REFUSED);
      expect(await tries(who, { role: 'admin' })).toEqual(DONE);
    }
  });

  test('a custom member invites users and custom members only', async () => {
    for (const role of ['owner', 'admin', 'nonsense', '__proto__', '']) {
      expect(await tries(custom, { role })).toEqual(REFUSED);
    }
    expect(await tries(custom, { role: 'user' })).toEqual(DONE);
  });

  test('a custom member gives only the permissions they hold', async () => {
    expect(await tries(custom, { role: 'custom', permissions: ['create-collections', 'manage-groups'] })).toEqual(
      REFUSED,
    );
    expect(await tries(custom, { role: 'custom', permissions: ['nonsense'] })).toEqual(REFUSED);
    expect(await tries(custom, { role: 'custom', permissions: ['create-collections'] })).toEqual(DONE);
    expect(await tries(admin, { role: 'custom', permissions: ['manage-sso'] })).toEqual(DONE);
  });

  test('a custom member puts nobody into a group that reaches further', async () => {
    expect(await tries(custom, { groups: [ordinary.id, mighty.id] })).toEqual(REFUSED);
    expect(await tries(custom, { groups: [ordinary.id] })).toEqual(DONE);
    expect(await tries(admin, { groups: [mighty.id] })).toEqual(DONE);
  });

  test('a custom member gives no level beyond their own', async () => {
    const access = (name: string, level: string) => ({ collections: [name], levels: [level] });
    expect(await tries(custom, access('Secret', '1'))).toEqual(REFUSED);
    expect(await tries(custom, access('Shared', '7'))).toEqual(REFUSED);
    expect(await tries(custom, access('Shared', '15'))).toEqual(REFUSED);
    expect(await tries(custom, access('Shared', '2'))).toEqual(REFUSED);
    expect(await tries(custom, access('Shared', '1'))).toEqual(DONE);
    expect(await tries(custom, access('Shared', '5'))).toEqual(DONE);
    expect(await tries(service, access('Secret', '15'))).toEqual(DONE);
  });

  test('a file of a custom member is held to the same', async () => {
    const rows = [
      `${unique('a')}@x.example,admin,,`,
      `${unique('b')}@x.example,,Mighty,`,
      `${unique('c')}@x.example,,,Secret=view`,
    ];
    const { status } = await uploads(custom, client, ['email,role,groups,collections', ...rows].join('\n'));
    expect(status).toBe(422);
    expect(custom.page.rows('Reason').map(({ Row, Column }) => `${Row} ${Column}`)).toEqual([
      '2 role',
      '3 groups',
      '4 collections',
    ]);
  });
});

describe('what belongs to another client', () => {
  test('is not there: a group', async () => {
    for (const who of [admin, custom, service]) {
      expect(await tries(who, { groups: [foreign.id] })).toEqual({ status: 404, invited: 0 });
      expect(await tries(who, { groups: [ordinary.id, foreign.id] })).toEqual({ status: 404, invited: 0 });
    }
  });

  test('is not there: a collection, and neither has its name a meaning here', async () => {
    expect(await tries(admin, { collections: ['Foreign collection'], levels: ['1'] })).toEqual(REFUSED);
  });

  test('and the page offers only what somebody may give', async () => {
    await custom.visit(`${client.path}/members/new`);
    for (const offered of ['Ordinary', 'User', 'Custom', 'Create collections'])
      expect(custom.page.text).toContain(offered);
    for (const not of ['Mighty', 'Foreign', 'Admin', 'Manage login with SSO'])
      expect(custom.page.text).not.toContain(not);
    const names = custom.page.root.all('option').map((one) => one.attribute('value'));
    expect(names).toContain('Shared');
    expect(names).not.toContain('Secret');
  });
});
