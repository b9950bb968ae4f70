import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Member, type MemberStatus } from '../../src/client-orgs/member.entity.js';
import { levelsOf } from '../../src/collections/effective-access.js';
import { GroupAccess } from '../../src/collections/group-access.entity.js';
import type { Client } from '../support/client.js';
import { aMembership, type Membership } from '../support/members.js';
import { anotherAdmin, aProvider, aServiceUser, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { uploads } from './files.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Membership;
let pia: Membership;
let other: Membership;
/** Pia's membership sees Shared, and is in Sales; Board reaches Finance. */
let [shared, finance, sales, board] = ['', '', '', ''];
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { enterprise: 500 });
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await provider.startsClient({ plan: 'enterprise', seats: 9 });
  owner = await aMembership(client, { role: 'owner' });
  other = await aMembership(client, { name: 'Ulla User' });
  pia = await aMembership(client, { person: await aServiceUser(provider) });
  [shared, finance] = [await client.hasCollection('Shared'), await client.hasCollection('Finance')];
  [sales, board] = [await client.hasGroup('Sales', [pia.person]), await client.hasGroup('Board')];
  await client.gives(pia.person, { id: shared }, 3);
  await world.db.insert(GroupAccess, { collectionId: finance, groupId: board, level: 7 });
});

type Fields = Record<string, string | string[]>;
const sendsAs = (who: Person, method: string, path: string, form: Fields) =>
  who.send({ method, path: `${client.path}/${path}`, form: { formId: randomUUID(), who: '', ...form } });
const sends = (method: string, path: string, form: Fields) => sendsAs(pia.person, method, path, form);
const cell = (groupIds: string) => ({ collectionIds: finance, groupIds, was: '0', x: '5' });
const reaches = async ({ id }: Membership) => Object.fromEntries(await levelsOf(world.db, id));

const WAYS: Record<string, () => Promise<unknown>> = {
  'on the collection’s page, by checkbox': () =>
    sends('PATCH', `collections/${finance}/access`, { to: `member-${pia.id}`, level: '15' }),
  'on the collection’s page, by address': () =>
    sends('PATCH', `collections/${finance}/access`, { who: pia.person.email, level: '1' }),
  'together with somebody else': () =>
    sends('PATCH', `collections/${finance}/access`, { to: [`member-${other.id}`, `member-${pia.id}`], level: '3' }),
  'by a group of theirs': () => sends('PATCH', `collections/${finance}/access`, { to: `group-${sales}`, level: '7' }),
  'by a higher level where there is one': () =>
    sends('PATCH', `collections/${shared}/access`, {
      ...{ given: `member-${pia.id}`, was: '3', levels: '15', level: '7' },
    }),
  'in several collections at once': () =>
    sends('PATCH', 'collections/access', { ids: [shared, finance], to: `member-${pia.id}`, level: '7' }),
  'in the access matrix': () => sends('PATCH', 'access', cell(sales)),
  'as a member of a group': () => sends('POST', `groups/${board}/members`, { ids: pia.id }),
  'as a member of a group, by address': () => sends('POST', `groups/${board}/members`, { who: pia.person.email }),
  'as a member of a new group, which is given access then': async () => {
    const made = await sends('POST', 'groups', { name: 'New', who: pia.person.email });
    return sends('PATCH', 'access', cell(String(made.headers.location).split('/')[4]));
  },
  'as a member of a group of the starter': async () => {
    await sends('POST', 'access/starter', { departments: 'Web', functions: '', own: 'yes' });
    const [{ id }] = await world.db.query("SELECT id FROM member_groups WHERE organization_id = ? AND name = 'Web'", [
      client.id,
    ]);
    return sends('POST', `groups/${id}/members`, { ids: pia.id });
  },
  'in a new collection': () => sends('POST', 'collections', { name: 'New', who: pia.person.email, level: '15' }),
  'in a new collection, by group': () =>
    sends('POST', 'collections', { name: 'New', to: `group-${sales}`, level: '3' }),
  'on their own member page': () =>
    sends('PATCH', `members/${pia.id}`, {
      ...{ role: 'admin', groups: board, shownGroups: board, collections: finance, levels: '15' },
    }),
};

describe('a service user who is a member too cannot give themself a collection that their membership does not give', () => {
  test.each(Object.keys(WAYS))('%s', async (way) => {
    const before = await reaches(pia);
    const { status } = (await WAYS[way]()) as { status: number };
    expect(status).toBe(422);
    expect(await reaches(pia)).toEqual(before);
    expect(await reaches(other)).toEqual({});
    expect(await pia.row()).toMatchObject({ role: 'user' });
  });

  test.each<MemberStatus>(['accepted', 'revoked'])('nor while that membership is %s', async (status) => {
    await world.db.update(Member, { id: pia.id }, { status, ...(status === 'accepted' && { wrappedKey: null }) });
    for (const way of ['on the collection’s page, by checkbox', 'as a member of a group'])
      expect(await WAYS[way]()).toMatchObject({ status: 422 });
    expect(await reaches(pia)).toEqual({ [shared]: 3 });
  });

  test('nor to an invitation that they have', async () => {
    await world.db.update(
      Member,
      { id: pia.id },
      { status: 'invited', userId: null, wrappedKey: null, acceptedAt: null, confirmedAt: null },
    );
    for (const way of ['on the collection’s page, by checkbox', 'by a group of theirs', 'on their own member page'])
      expect(await WAYS[way]()).toMatchObject({ status: 422 });
    expect(await reaches(pia)).toEqual({ [shared]: 3 });
    expect(await pia.row()).toMatchObject({ role: 'user' });
  });

  test('the page says so, and the matrix shows such a cell to be read only', async () => {
    const { person } = pia;
    await person.visit(`${client.path}/collections/${finance}/access`);
    await person.submit('Save', { who: person.email, level: 'View items' });
    expect(person.page.errors).toEqual([
      'Somebody else has to give you this: Finance, Siv Service: No access. Nothing is saved.',
    ]);
    await person.visit(`${client.path}/access`);
    const cells = person.page.root.all('input').filter((one) => one.attribute('name') === 'x');
    // Rows: Default collection, Finance, Shared. Columns: Board, Sales.
    expect(cells.map((one) => one.has('readonly'))).toEqual([false, true, false, true, false, false]);
  });

  test('but everything to others, and to themself what the membership has', async () => {
    for (const [path, form] of [
      [`collections/${finance}/access`, { to: `member-${other.id}`, level: '15' }],
      ['access', { ...cell(board), was: '4' }],
      [`collections/${shared}/access`, { to: `group-${sales}`, level: '3' }],
    ] as const) {
      expect(await sends('PATCH', path, form)).toMatchObject({ status: 303 });
    }
    expect(await reaches(pia)).toEqual({ [shared]: 3 });
    expect(await reaches(other)).toEqual({ [finance]: 15 });
  });
});

describe('who works for the provider and', () => {
  test('is an owner too gives themself what an owner may', async () => {
    const { person, id } = await aMembership(client, { role: 'owner', person: await aServiceUser(provider) });
    const form = { to: `member-${id}`, level: '15' };
    expect(await sendsAs(person, 'PATCH', `collections/${finance}/access`, form)).toMatchObject({ status: 303 });
  });

  test('is an admin too does not open all items to themself where owners closed them', async () => {
    const { person } = await aMembership(client, { role: 'admin', person: await anotherAdmin(provider) });
    const rules = { limitCollectionCreation: 'yes', limitCollectionDeletion: 'yes', limitItemDeletion: '' };
    await sendsAs(owner.person, 'PATCH', 'settings', rules);
    expect(await sendsAs(person, 'PATCH', 'settings', { ...rules, adminsManageAll: 'yes' })).toMatchObject({
      status: 422,
    });
    expect(await client.row()).toMatchObject({ adminsManageAll: 0 });
    expect(await sendsAs(provider.admin, 'PATCH', 'settings', { ...rules, adminsManageAll: 'yes' })).toMatchObject({
      status: 303,
    });
  });
});

describe('nobody invites themself', () => {
  test('with the form, with a file, or by another address of an invitation', async () => {
    const siv = await aServiceUser(provider);
    const email = siv.email;
    const invited = await aMembership(client, { status: 'invited' });
    await siv.visit(`${client.path}/members/new`);
    await siv.submit(`Invite to ${client.name}`, { emails: `${unique('a')}@kund.example, ${email}` });
    expect(siv.page.errorAt('emails')).toContain('This is your own address; somebody else has to invite you');
    expect((await uploads(siv, client, `email\n${email}`)).status).toBe(422);
    await siv.visit(`${invited.path}/address`);
    const changed = await sendsAs(siv, 'PATCH', `members/${invited.id}/address`, { email });
    expect([changed.status, changed.body]).toEqual([422, expect.stringContaining('This is your own address.')]);
    expect(await world.db.countBy(Member, { organizationId: client.id, email })).toBe(0);
  });
});
