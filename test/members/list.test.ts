import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Group } from '../../src/groups/group.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { aGroup, manyMembers, memberOf } from './company.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Person;
let maja: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world);
  client = await provider.startsClient({ plan: 'enterprise', seats: 400 });
  owner = await client.confirmedOwner('Eva Ägare');
  maja = await client.hasMember({ name: 'Maja Medlem' });
  await client.hasMember({ name: 'Åke Accepterad', status: 'accepted' });
  await client.hasMember({ role: 'admin', name: 'Ada Admin' });
  await client.hasMember({ name: 'Rut Revoked', status: 'revoked' });
  await client.hasMember({ name: 'Ina Inbjuden', status: 'invited' });
});
afterAll(() => world.close());

const list = `members`;
const names = (who: Person) => who.page.rows('Groups').map((row) => row.Name.split(' ').slice(0, 2).join(' '));
const visit = (who: Person, query = '') => who.visit(`${client.path}/${list}${query}`);

describe('the members of a client', () => {
  test('stand by name with groups, role, status and two-step login', async () => {
    const sales = await aGroup(world, client, 'Sälj');
    await world.db.insert(GroupMember, { groupId: sales.id, memberId: (await memberOf(world, client, maja)).id });
    await visit(owner);
    const named = ['Ada Admin', 'Eva Ägare', 'Maja Medlem', expect.stringMatching(/^user-/), 'Åke Accepterad'];
    expect(names(owner)).toEqual(named);
    const row = owner.page.rows('Groups').find(({ Name }) => Name.startsWith('Maja'));
    expect(row).toMatchObject({ Groups: 'Sälj', Role: 'User', Status: 'Confirmed', 'Two-step': 'Off' });
    expect(row?.Name).toContain(maja.email);
    await world.db.delete(Group, { id: sales.id });
  });

  test('are counted in tabs, and each tab shows its own', async () => {
    await visit(owner);
    const tabs = owner.page.root
      .byClass('tabs')[0]
      .all('a')
      .map((one) => one.text);
    expect(tabs).toEqual(['All 5', 'Invited 1', 'Needs confirmation 1', 'Revoked 1']);
    expect(owner.page.text).not.toContain('Rut Revoked');
    await owner.click('Revoked 1');
    expect(names(owner)).toEqual(['Rut Revoked']);
    await visit(owner);
    await owner.click('Needs confirmation 1');
    expect(names(owner)).toEqual(['Åke Accepterad']);
    await owner.click('Invited 1');
    expect(owner.page.rows('Groups')).toMatchObject([{ Status: 'Invited Queued' }]);
  });

  test('are sorted by a click on a head', async () => {
    await visit(owner);
    await owner.click('Role');
    expect(owner.page.rows('Groups').map(({ Role }) => Role)).toEqual(['Admin', 'Owner', 'User', 'User', 'User']);
    await owner.click('Role');
    expect(owner.page.rows('Groups')[0].Role).toBe('User');
    await visit(owner, '?sort=status');
    expect(owner.page.rows('Groups')[0].Status).toBe('Needs confirmation');
  });

  test('are found by name and by address, and nobody of another client is', async () => {
    await visit(owner);
    await owner.submit('Search', { search: 'MAJA' });
    expect(names(owner)).toEqual(['Maja Medlem']);
    await visit(owner, `?search=${encodeURIComponent(maja.email)}`);
    expect(names(owner)).toEqual(['Maja Medlem']);
    const other = await (await aProvider(world)).startsClient();
    await other.hasMember({ name: 'Fia Främmande' });
    await visit(owner, '?search=Fia');
    expect(owner.page.text).toContain('No member fits');
    await owner.click('Show all members');
    expect(owner.page.rows('Groups')).toHaveLength(5);
  });

  test('keep up with the name of the account', async () => {
    await maja.visit('/account');
    await maja.submit('Save', { name: 'Maja Mogren' });
    await visit(owner, '?search=mogren');
    expect(names(owner)).toEqual(['Maja Mogren']);
    await maja.submit('Save', { name: 'Maja Medlem' });
  });

  test('go as CSV, formulas disarmed, and the export stands in the log', async () => {
    await client.hasMember({ name: '=SUM(A1)', status: 'accepted' });
    await visit(owner);
    const { body } = await owner.send({ path: `${client.path}/members/export.csv` });
    const lines = body.trim().split('\r\n');
    expect(lines[0]).toBe('Email,Name,Status,Role,Two-step login,Groups');
    expect(lines).toHaveLength(7);
    expect(body).toContain("'=SUM(A1)");
    expect(await client.events('members.exported')).toMatchObject([{ actorName: 'Eva Ägare', capacity: 'owner' }]);
  });

  test('are open to provider, service user, admin and custom member with the right, to no user', async () => {
    const may = [provider.admin, await aServiceUser(provider), await client.hasMember({ role: 'admin' })];
    may.push(await client.hasMember({ role: 'custom', permissions: ['manage-members'] }));
    for (const who of may) expect((await visit(who)).status).toBe(200);
    expect((await visit(await client.hasMember({ role: 'custom', permissions: ['manage-groups'] }))).status).toBe(403);
    expect((await visit(maja)).status).toBe(403);
  });

  test('an admin has no boxes at owners, a custom member none at admins', async () => {
    const boxes = (who: Person) =>
      who.page.root.all((one) => one.attribute('name') === 'ids').map((one) => one.accessibleName);
    const admin = await client.hasMember({ role: 'admin', name: 'Bo Admin' });
    await visit(admin);
    expect(boxes(admin)).not.toContain('Choose Eva Ägare');
    expect(boxes(admin)).not.toContain('Choose Bo Admin');
    expect(boxes(admin)).toContain('Choose Ada Admin');
    const custom = await client.hasMember({ role: 'custom', permissions: ['manage-members'] });
    await visit(custom);
    expect(boxes(custom)).not.toContain('Choose Ada Admin');
    expect(boxes(custom)).toContain('Choose Maja Medlem');
  });
});

test('over all pages everybody stands there once, in every order', async () => {
  await manyMembers(world, client, 120);
  for (const query of [
    '',
    '?sort=name&direction=desc',
    '?sort=role',
    '?sort=status&direction=desc',
    '?search=person',
  ]) {
    const seen: string[] = [];
    await visit(owner, query);
    for (;;) {
      seen.push(
        ...owner.page.links.flatMap((one) => /^members\/([0-9a-f-]{36})$/.exec(one.attribute('href') ?? '')?.[1] ?? []),
      );
      if (!owner.page.link('Next page')) break;
      await owner.click('Next page');
    }
    const shown = [...new Set(seen)];
    expect({ query, shown: shown.length }).toEqual({
      query,
      shown: query.includes('search') ? 120 : (await client.row()).occupied,
    });
  }
});
