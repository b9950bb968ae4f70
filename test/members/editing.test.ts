import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Collection } from '../../src/collections/collection.entity.js';
import { levelsOf } from '../../src/collections/effective-access.js';
import { GroupAccess } from '../../src/collections/group-access.entity.js';
import type { Level } from '../../src/collections/levels.js';
import type { Client } from '../support/client.js';
import { lettersTo } from '../support/mail.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let client: Client;
let provider: Person;
let owner: Membership;
let admin: Membership;
let user: Membership;
let collection: string;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const made = await aProvider(world, { enterprise: 20 });
  provider = made.admin;
  client = await made.startsClient({ plan: 'enterprise', seats: 9 });
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  admin = await aMembership(client, { role: 'admin', name: 'Adam Admin' });
  user = await aMembership(client, { name: 'Ulla User' });
  collection = (await world.db.findOneByOrFail(Collection, { organizationId: client.id })).id;
});

const aGroup = async (name: string, level?: Level) => {
  const groupId = await client.hasGroup(name);
  if (level) await world.db.insert(GroupAccess, { groupId, collectionId: collection, level });
  return groupId;
};
const change = (by: Person, member: Membership, form: Record<string, string | string[] | undefined>) =>
  by.send({ method: 'PATCH', path: member.path, form: { role: 'user', ...form } });

test('role, groups and collections are changed on one page, and it shows what they come to', async () => {
  const group = await aGroup('Marknad', 5);
  const { person } = admin;
  await person.visit(user.path);
  expect(person.page.heading).toBe('Ulla User');
  expect(person.page.text).toContain('No collection is given');
  await person.submit('Save', { groups: [group], levels: '3' });
  expect(person.page.notice).toBe('The membership of Ulla User is saved.');
  const [row] = person.page.rows('Where it comes from');
  expect(row).toMatchObject({ Collection: 'Default collection', Permission: 'Edit items' });
  expect(row['Where it comes from']).toBe(
    'View items, given directly Edit items, hidden passwords, through group Marknad',
  );
  expect((await levelsOf(world.db, user.id)).get(collection)).toBe(7);
  const [{ details }] = await client.events('member.updated');
  expect(JSON.stringify(details)).toContain('Marknad');
});

test('what was chosen stays while other groups and collections are searched for, and is saved with what is found', async () => {
  const [chosen, found] = [await aGroup('Marknad'), await aGroup('Sälj')];
  const { person } = admin;
  await person.visit(user.path);
  await person.submit('Search', { search: 'sälj', groups: [chosen], levels: '3', role: 'admin' });
  const ticked = () => person.page.root.all('input').filter((one) => one.has('checked'));
  expect(ticked().map((one) => one.attribute('value'))).toEqual(['admin', chosen]);
  expect(person.page.value('search')).toBe('sälj');
  expect(person.page.value('levels')).toBe('3');
  await person.submit('Save', { groups: [chosen, found] });
  expect(ticked().map((one) => one.attribute('value'))).toEqual(['admin', chosen, found]);
  expect(person.page.rows('Where it comes from')).toHaveLength(1);
});

describe('the role', () => {
  test('is changed by who may give it; the member is told', async () => {
    expect((await change(admin.person, user, { role: 'admin' })).status).toBe(303);
    expect(await user.row()).toMatchObject({ role: 'admin' });
    expect(await lettersTo(world, user.person.email)).toEqual(['member-role-changed']);
    expect(await lettersTo(world, owner.person.email)).toEqual([]);
  });

  test('Owner is not an admin’s to give, nor Admin a custom member’s', async () => {
    const custom = await aMembership(client, { role: 'custom', permissions: ['manage-members'] });
    for (const [by, role] of [
      [admin, 'owner'],
      [custom, 'admin'],
    ] as const) {
      const { status, body } = await change(by.person, user, { role });
      expect([status, body]).toEqual([422, expect.stringContaining('You cannot give this role')]);
    }
    expect(await user.row()).toMatchObject({ role: 'user' });
  });

  test('given by the provider as Owner or Admin, it is mailed to every confirmed owner', async () => {
    await change(provider, user, { role: 'owner' });
    expect(await client.row()).toMatchObject({ confirmedOwners: 2 });
    expect(await lettersTo(world, owner.person.email)).toEqual(['provider-gave-role']);
  });

  test('of the last owner stays; of two owners demoted at once, one stays', async () => {
    expect((await change(provider, owner, {})).status).toBe(422);
    const second = await aMembership(client, { role: 'owner' });
    const answers = await Promise.all([change(provider, owner, {}), change(provider, second, {})]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await client.row()).toMatchObject({ confirmedOwners: 1 });
  });

  test('Custom has permissions, of those that the giver has; others stay as they are', async () => {
    await change(owner.person, user, { role: 'custom', permissions: ['manage-sso', 'manage-groups'] });
    expect(await user.row()).toMatchObject({ role: 'custom', permissions: 'manage-groups manage-sso' });
    const custom = await aMembership(client, { role: 'custom', permissions: ['manage-groups', 'manage-members'] });
    const refused = await change(custom.person, user, { role: 'custom', permissions: ['manage-scim'] });
    expect([refused.status, refused.body]).toEqual([422, expect.stringContaining('You give only permissions')]);
    await change(custom.person, user, { role: 'custom', permissions: ['manage-members'] });
    expect(await user.row()).toMatchObject({ permissions: 'manage-members manage-sso' });
  });
});

describe('nobody gives more than they have', () => {
  test('a custom member gives no level and no group beyond the own levels', async () => {
    const custom = await aMembership(client, { role: 'custom', permissions: ['manage-members'] });
    await world.db.query('INSERT INTO member_access VALUES (?, ?, 3)', [collection, custom.id]);
    const [strong, weak] = [await aGroup('Strong', 15), await aGroup('Weak', 1)];
    for (const form of [
      { collections: [collection], levels: ['7'] },
      { groups: [strong], shownGroups: [strong] },
    ]) {
      expect((await change(custom.person, user, form)).status).toBe(422);
    }
    expect((await levelsOf(world.db, user.id)).size).toBe(0);
    const form = { collections: [collection], levels: ['3'], groups: [weak], shownGroups: [weak] };
    expect((await change(custom.person, user, form)).status).toBe(303);
    expect((await levelsOf(world.db, user.id)).get(collection)).toBe(3);
  });

  test('another tenant’s groups and collections are not there', async () => {
    const other = await aProvider(world);
    const foreign = await world.db.findOneByOrFail(Collection, { organizationId: (await other.startsClient()).id });
    for (const form of [{ collections: [foreign.id], levels: ['3'] }, { groups: [foreign.id] }]) {
      expect((await change(owner.person, user, form)).status).toBe(404);
    }
  });

  test('the own membership is read, and left', async () => {
    await admin.person.visit(admin.path);
    expect(admin.person.page.text).toContain('This is your own membership');
    expect((await change(admin.person, admin, { role: 'admin' })).status).toBe(422);
    await admin.person.click(`Leave ${client.name}`);
    await admin.person.submit(`Leave ${client.name}`);
    await admin.person.unlocksIfAsked();
    expect(await admin.row()).toBeNull();
    expect(await lettersTo(world, admin.person.email)).toEqual(['member-left']);
  });

  test('the last owner cannot leave', async () => {
    await owner.person.visit(`${client.path}/membership/deletion`);
    await owner.person.submit(`Leave ${client.name}`);
    expect(owner.person.page.errors.join()).toContain('One confirmed owner always remains.');
  });
});
