import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 200, enterprise: 100 });
});
afterAll(() => world.close());

async function grant(
  client: Client,
  { email }: Person,
  collectionId: string,
  level: 1 | 3 | 5 | 7 | 15,
): Promise<void> {
  const { id: memberId } = await world.db.findOneByOrFail(Member, { organizationId: client.id, email });
  await world.db.insert(MemberAccess, { collectionId, memberId, level });
}

const access = (client: Client) =>
  world.db.query(
    `SELECT c.name, a.level FROM member_access a JOIN collections c ON c.id = a.collection_id WHERE c.organization_id = ?
     UNION ALL SELECT c.name, a.level FROM group_access a JOIN collections c ON c.id = a.collection_id WHERE c.organization_id = ?`,
    [client.id, client.id],
  );

describe('who manages one collection', () => {
  test('edits it and its access, and nothing else', async () => {
    const client = await provider.startsClient();
    const [kim, lo] = [await client.hasMember({ name: 'Kim' }), await client.hasMember({ name: 'Lo' })];
    const [mine, seen] = [await client.hasCollection('Mine'), await client.hasCollection('Seen')];
    await grant(client, kim, mine, 15);
    await grant(client, kim, seen, 7);
    await kim.visit(`${client.path}/vault`);
    expect(kim.page.rows().map(({ Name }) => Name)).toEqual(['Mine 0 items', 'Seen 0 items']);
    await kim.click('Mine');
    await kim.click('Who has access');
    await kim.submit('Save', { who: lo.email, level: 'Edit items' });
    expect(kim.page.notice).toBe('1 level of access is changed.');
    expect(kim.page.rows('Level')).toHaveLength(2);
    expect((await kim.visit(`${client.path}/collections/${seen}/edit`)).status).toBe(403);
    const { status } = await kim.send({ path: `${client.path}/collections/deletion`, form: { ids: [mine] } });
    expect(status).toBe(403); // deleting is left to owners and admins
  });

  test('deletes it where the organization allows that', async () => {
    const client = await provider.startsClient();
    const kim = await client.hasMember({ name: 'Kim' });
    const mine = await client.hasCollection('Mine');
    await grant(client, kim, mine, 15);
    await provider.admin.visit(`${client.path}/settings`);
    await provider.admin.submit(`Save for ${client.name}`, { limitCollectionDeletion: false });
    await kim.visit(`${client.path}/collections/${mine}/edit`);
    await kim.submit('Delete');
    await kim.submit(`Delete from ${client.name}`);
    expect(kim.page.notice).toBe('1 collection is deleted.');
  });
});

test('several collections at once: a level is added, overwritten, and taken away', async () => {
  const client = await provider.startsClient();
  const [maja] = [await client.hasMember({ name: 'Maja' })];
  await client.hasGroup('Sales');
  const { admin } = provider;
  for (const [level, count] of [
    ['View items', 2],
    ['Edit items', 2],
    ['No access: take it away', 0],
  ] as const) {
    await admin.visit(`${client.path}/vault`);
    await admin.submit('Give access', { ids: true });
    await admin.submit(`Save for ${client.name}`, { level, who: `Sales\n${maja.email}` });
    expect(admin.page.notice).toBe('2 levels of access are changed.');
    expect(await access(client)).toHaveLength(count);
  }
  const sentences = (await client.events('collection.access-changed')).map(({ details }) => details.access);
  expect(JSON.stringify(sentences[1])).toContain('View items');
});

test('of two who change the same level, the later one is told, and nothing is overwritten', async () => {
  const client = await provider.startsClient();
  const maja = await client.hasMember({ name: 'Maja' });
  const id = await client.hasCollection('Shared');
  await grant(client, maja, id, 3);
  const owner = await client.hasMember({ role: 'owner' });
  const path = `${client.path}/collections/${id}/access`;
  await owner.visit(path);
  await provider.admin.visit(path);
  await provider.admin.submit('Save', { levels: 'Edit items' });
  await owner.submit('Save', { levels: 'No access: take it away' });
  expect(owner.page.status).toBe(422);
  expect(owner.page.errors.join()).toContain('Shared, Maja: Edit items');
  expect(await access(client)).toEqual([{ name: 'Shared', level: 7 }]);
});

describe('nobody gives beyond their own access', () => {
  test('a custom member who manages groups gives what reaches them, and no more', async () => {
    const client = await provider.startsClient({ plan: 'enterprise' });
    const custom = await client.hasMember({ role: 'custom', permissions: ['manage-groups'] });
    const id = await client.hasCollection('Seen');
    const group = await client.hasGroup('Sales');
    await grant(client, custom, id, 3);
    const send = (digit: string) => {
      const form = { collectionIds: id, groupIds: group, was: '0', x: digit };
      return custom.send({ method: 'PATCH', path: `${client.path}/access`, form });
    };
    expect((await send('4')).status).toBe(422);
    expect((await send('5')).status).toBe(422);
    expect(await access(client)).toHaveLength(1);
    expect((await send('2')).status).toBe(303);
    expect(await access(client)).toHaveLength(2);
  });

  test('nor puts somebody into a group that reaches further', async () => {
    const client = await provider.startsClient({ plan: 'enterprise' });
    const custom = await client.hasMember({ role: 'custom', permissions: ['manage-groups'] });
    const [id, group] = [await client.hasCollection('Secret'), await client.hasGroup('Board')];
    await world.db.query('INSERT INTO group_access VALUES (?, ?, 7)', [id, group]);
    await custom.visit(`${client.path}/groups/${group}/members`);
    await custom.submit('Put into Board', { who: custom.email });
    expect(custom.page.errors.join()).toContain('This group gives more access to Secret than you have');
    expect(await world.db.query('SELECT * FROM group_members WHERE group_id = ?', [group])).toEqual([]);
  });
});

describe('where owners and admins do not manage everything', () => {
  test('who makes a collection gives somebody “Manage collection”, and somebody keeps it', async () => {
    const client = await provider.startsClient();
    const owner = await client.hasMember({ role: 'owner', name: 'Olle' });
    await owner.visit(`${client.path}/settings`);
    await owner.submit(`Save for ${client.name}`, { adminsManageAll: false });
    expect((await client.events('organization.rules-changed'))[0].details).toHaveProperty(['adminsManageAll.new']);
    await owner.visit(`${client.path}/collections/new`);
    await owner.submit(`Add to ${client.name}`, { name: 'Web', who: '' });
    expect(owner.page.errorAt('who')).toContain('Somebody has to manage it');
    await owner.submit(`Add to ${client.name}`, { who: owner.email });
    expect(owner.page.notice).toBe('Web is ready.');
    await owner.click('Web');
    await owner.click('Who has access');
    await owner.submit('Save', { levels: 'View items' });
    expect(owner.page.errors.join()).toContain('Web would have nobody');
  });

  test('of two who give up managing the same collection at once, one keeps it', async () => {
    const client = await provider.startsClient();
    const people = [await client.hasMember({ name: 'Kim' }), await client.hasMember({ name: 'Lo' })];
    await provider.admin.visit(`${client.path}/settings`);
    await provider.admin.submit(`Save for ${client.name}`, { adminsManageAll: false });
    const id = await client.hasCollection('Shared');
    for (const person of people) await grant(client, person, id, 15);
    const answers = await Promise.all(
      people.map(async (person) => {
        const { id: memberId } = await world.db.findOneByOrFail(Member, {
          organizationId: client.id,
          userId: person.id,
        });
        const form = { formId: randomUUID(), given: `member-${memberId}`, was: '15', levels: '3', level: '7', who: '' };
        return (await person.send({ method: 'PATCH', path: `${client.path}/collections/${id}/access`, form })).status;
      }),
    );
    expect(answers.sort()).toEqual([303, 422]);
  });

  test('they look after collections that nobody manages', async () => {
    const client = await provider.startsClient();
    const [owner, boss] = [await client.hasMember({ role: 'owner' }), await client.hasMember({ name: 'Boss' })];
    const taken = await client.hasCollection('Taken');
    await grant(client, boss, taken, 15);
    await owner.visit(`${client.path}/settings`);
    await owner.submit(`Save for ${client.name}`, { adminsManageAll: false });
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.link('Default collection')).toBeDefined();
    expect(owner.page.link('Taken')).toBeUndefined();
  });
});
