import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Group } from '../../src/groups/group.entity.js';
import { aVault, type Vault } from '../items/vault.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { imports, LASTPASS, prepares } from './importing.js';

let world: World;
let vault: Vault;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  admin = vault.client.provider.admin;
});

const names = async () => (await vault.owner.visit(vault.path)).rows().map(({ Name }) => Name);
const collections = async () => (await vault.owner.visit(`${vault.client.path}/vault`)).rows('Name').length;

describe('a file that is imported twice', () => {
  beforeEach(() => imports(vault.owner, vault.client, LASTPASS));

  test('makes no twins of collections', async () => {
    const before = await collections();
    await imports(vault.owner, vault.client, LASTPASS);
    expect(await collections()).toBe(before);
  });

  test('skips what is there, as the page proposes', async () => {
    await prepares(vault.owner, vault.client, LASTPASS);
    expect(vault.owner.page.text).toContain('3 items have the same name');
    await vault.owner.submit(`Import into ${vault.client.name}`);
    expect(await names()).toHaveLength(3);
    const [event, ...others] = await vault.client.events('import.skipped');
    expect([event.details, others]).toEqual([{ count: 3 }, []]);
    await vault.owner.visit(`${vault.client.path}/events`);
    expect(vault.owner.page.text).toContain('Skipped 3 items of a file that were there already: LastPass (csv)');
  });

  test('keeps both, and the page names them as possible duplicates', async () => {
    const id = await imports(vault.owner, vault.client, LASTPASS, { duplicates: 'keep' });
    expect(await names()).toHaveLength(6);
    await vault.owner.visit(`${vault.client.path}/import/${id}`);
    expect(vault.owner.page.text).toContain('Possible duplicates');
  });

  test('updates: the new ones take the places, the old ones are in the trash', async () => {
    const changed = LASTPASS.replace('brev-pa-posten-7', 'ett-nytt-hemligt-ord');
    await imports(vault.owner, vault.client, changed, { duplicates: 'update' });
    expect(await names()).toHaveLength(3);
    await vault.owner.click('Posten');
    await vault.owner.submit('Reveal');
    expect(vault.owner.page.text).toContain('ett-nytt-hemligt-ord');
    expect((await vault.owner.visit(`${vault.path}?trash=yes`)).rows()).toHaveLength(3);
  });
});

describe('a provider', () => {
  test('hears nothing of what members keep: no number, no choice but to skip its own', async () => {
    await imports(vault.owner, vault.client, LASTPASS);
    await prepares(admin, vault.client, LASTPASS);
    expect(admin.page.text).not.toContain('same name');
    expect(admin.page.text).not.toContain('Update:');
    await admin.submit(`Import into ${vault.client.name}`, { duplicates: 'skip' });
    expect(admin.page.notice).toBe('3 items of the file are imported.');
    expect(admin.page.text).not.toContain('Possible duplicates');
    expect(await names()).toHaveLength(6);
    await imports(admin, vault.client, LASTPASS, { duplicates: 'skip' });
    expect(await names()).toHaveLength(6);
    expect(await vault.client.events('import.skipped')).toEqual([]);
  });

  test('skips nothing that a member has edited, so that it cannot guess at what is there now', async () => {
    const { owner, client } = vault;
    await imports(admin, client, LASTPASS);
    await owner.visit(vault.path);
    await owner.click('Posten');
    await owner.click('Edit');
    await owner.submit('Save', { name: 'Reservnyckeln' });
    await imports(admin, client, LASTPASS.replace('Posten', 'Reservnyckeln'), { duplicates: 'skip' });
    expect((await names()).filter((name) => name === 'Reservnyckeln kund')).toHaveLength(2);
  });

  test('replaces nothing, even when it asks for it', async () => {
    await imports(vault.owner, vault.client, LASTPASS);
    const id = await prepares(admin, vault.client, LASTPASS);
    const formId = admin.page.root
      .all('input')
      .find((one) => one.attribute('name') === 'formId')
      ?.attribute('value');
    const form = { formId, duplicates: 'update', managers: 'admins', level: '15' };
    const answer = await admin.send({ path: `${vault.client.path}/import/${id}/completion`, form });
    expect(answer.status).toBe(422);
    expect(await names()).toHaveLength(3);
  });

  test('sees no import of a member', async () => {
    const id = await imports(vault.owner, vault.client, LASTPASS);
    expect((await admin.visit(`${vault.client.path}/import/${id}`)).status).toBe(404);
    expect((await admin.visit(`${vault.client.path}/import`)).text).not.toContain('LastPass (CSV) ');
    expect(admin.page.rows('Format')).toEqual([]);
  });

  test('gives the new collections to a group', async () => {
    const { client } = vault;
    const id = uuid();
    const group = { id, organizationId: client.id, name: 'Lön', nameKey: 'lön', createdAt: world.clock.now() };
    await world.db.insert(Group, group);
    await imports(admin, client, LASTPASS, { managers: 'Lön' });
    const rows = await world.db.query('SELECT level FROM group_access WHERE group_id = ?', [id]);
    expect(rows).toEqual([{ level: 15 }]);
    const [event] = await client.events('import.access-given');
    expect(event.targetName).toBe('Lön');
  });
});
