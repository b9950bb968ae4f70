import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Group } from '../../src/groups/group.entity.js';
import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let admin: Person;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
  const provider = await aProvider(world, { teams: 100 });
  ({ admin } = provider);
  client = await provider.startsClient({ seats: 20 });
});
afterAll(() => world.close());

test('a group is made with its members, renamed, and deleted; each is an event', async () => {
  const [maja, bo] = [await client.hasMember({ name: 'Maja' }), await client.hasMember({ name: 'Bo' })];
  await admin.visit(`${client.path}/groups`);
  expect(admin.page.heading).toBe('Groups');
  await admin.click('New group');
  await admin.submit(`Add to ${client.name}`, { name: 'Sälj <b>', who: `${maja.email}, ${bo.email};` });
  expect(admin.page.notice).toBe('Sälj <b> is ready.');
  expect(admin.page.rows('Email').map(({ Name }) => Name)).toEqual(['Bo', 'Maja']);
  await admin.click('Name and settings');
  await admin.submit('Save', { name: 'Sales' });
  expect(admin.page.rows()).toMatchObject([{ Name: 'Sales', Members: '2', Collections: '0' }]);
  await admin.submit('Delete', { ids: true });
  await admin.submit(`Delete from ${client.name}`);
  expect(admin.page.notice).toBe('1 group is deleted.');
  const kinds = (await client.events()).map(({ kind }) => kind).filter((kind) => kind.startsWith('group.'));
  expect(kinds).toEqual(['group.created', 'group.members-added', 'group.renamed', 'group.deleted']);
});

test('a name is taken once, however it is written', async () => {
  await client.hasGroup('Ekonomi');
  await admin.visit(`${client.path}/groups/new`);
  await admin.submit(`Add to ${client.name}`, { name: 'EKONOMI' });
  expect(admin.page.errorAt('name')).toBe('There is a group with this name. Choose another one.');
  expect(await world.db.countBy(Group, { organizationId: client.id, nameKey: 'ekonomi' })).toBe(1);
});

test('many members are put in at once, by search, checkbox and pasted addresses; unknown ones are named', async () => {
  const people = [];
  for (const name of ['Cia Ceder', 'Cilla Ceder', 'David']) people.push(await client.hasMember({ name }));
  const id = await client.hasGroup('Lager', [people[2]]);
  const path = `${client.path}/groups/${id}/members`;
  await admin.visit(`${path}?search=ceder`);
  expect(admin.page.text).not.toContain('Nobody else fits');
  await admin.submit('Put into Lager', { ids: true, who: `${people[2].email}\n` });
  expect(admin.page.notice).toBe('2 members are in the group now who were not before.');
  await admin.submit('Put into Lager', { who: 'nobody@x.example' });
  expect(admin.page.errorAt('who')).toBe('Not found here: nobody@x.example. Nothing was saved.');
  await admin.visit(path);
  await admin.submit('Take out of the group', { ids: true });
  expect(admin.page.notice).toBe('3 members are taken out of the group.');
  expect(admin.page.text).toContain('Nobody is in this group yet');
});

test('groups are searched, sorted, paged and exported', async () => {
  for (let i = 0; i < 55; i++) await client.hasGroup(`Team ${String(i).padStart(2, '0')}`);
  await admin.visit(`${client.path}/groups?search=team`);
  expect(admin.page.rows()).toHaveLength(50);
  await admin.click('Next page');
  expect(admin.page.rows().map(({ Name }) => Name)).toEqual(['Team 50', 'Team 51', 'Team 52', 'Team 53', 'Team 54']);
  await admin.visit(`${client.path}/groups?search=team&sort=name&direction=desc`);
  expect(admin.page.rows()[0].Name).toBe('Team 54');
  await admin.visit(`${client.path}/groups?search=zzz`);
  expect(admin.page.text).toContain('No group fits');
  const { body } = await admin.send({ path: `${client.path}/groups/export.csv` });
  expect(body).toContain('Team 07,0,0,');
  expect(await client.events('groups.exported')).toHaveLength(1);
});
