import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { aVault, savesLogin, type Vault } from './vault.js';

const SECRET = 'kor-allra-hemligast';
const SEED = 'JBSWY3DPEHPK3PXP';

let world: World;
let vault: Vault;
let item: string;
let member: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  vault = await aVault(world);
  item = await savesLogin(vault, vault.owner, {
    ...{ totpSeed: SEED, fieldNames: 'PIN', fieldTypes: 'hidden', fieldValues: 'hemlig-pin-4711' },
  });
  member = await vault.client.hasMember({ role: 'user' });
  await member.signsIn();
});

const gives = (level: 1 | 3 | 5 | 7 | 15) => vault.client.gives(member, vault.collection, level);

test('without access an item is neither listed nor there', async () => {
  await member.visit(vault.path);
  expect(member.page.text).not.toContain('Bank & Post');
  expect((await member.visit(`${vault.path}/${item}`)).status).toBe(404);
});

describe('who edits with hidden passwords', () => {
  beforeEach(() => gives(5));

  test('sees the item, and no secret and no way to one', async () => {
    await member.visit(`${vault.path}/${item}`);
    expect(member.page.text).toContain('Hidden from you by the level of your access.');
    expect(member.page.button('Reveal')).toBeUndefined();
    for (const page of ['', '/edit']) {
      const { body } = await member.send({ path: `${vault.path}/${item}${page}` });
      for (const word of [SECRET, SEED, 'hemlig-pin']) expect(body).not.toContain(word);
    }
  });

  test.each(['password', 'totp', 'field-0', 'past-0'])('gets no %s revealed', async (part) => {
    const { status } = await member.send({ path: `${vault.path}/${item}/secrets/${part}`, form: {} });
    expect(status).toBe(404);
    expect(await vault.client.events('item.secret-revealed')).toEqual([]);
  });

  test('saves the item, and its secrets stay as they were', async () => {
    await member.visit(`${vault.path}/${item}/edit`);
    await member.submit('Save', { name: 'Nytt namn' });
    expect(member.page.heading).toBe('Nytt namn');
    await revealsAll(vault.owner);
  });

  test('cannot overwrite or take out a secret by a form of their own', async () => {
    await member.visit(`${vault.path}/${item}/edit`);
    const seen = member.page.root.first((one) => one.attribute('name') === 'seen')?.attribute('value') as string;
    const removed = ['password', 'totp'];
    const { status } = await member.send({
      method: 'PATCH',
      path: `${vault.path}/${item}`,
      form: {
        ...{ formId: crypto.randomUUID(), type: 'login', name: 'X', notes: '', username: '', seen },
        removed,
        loginSecret: 'mine',
      },
    });
    expect(status).toBe(303);
    await revealsAll(vault.owner);
  });

  test('cannot move it to where passwords show', async () => {
    const open = { id: await vault.client.hasCollection('Öppen') };
    await vault.client.gives(member, open, 15);
    await member.visit(`${vault.path}/${item}`);
    expect(member.page.button('Move')).toBeUndefined();
    const form = { ids: item, collectionIds: [open.id, vault.collection.id] };
    const { status, body } = await member.send({ path: `${vault.path}/moves`, form });
    expect(status).toBe(422);
    expect(body).toContain('To move an item you need to edit it and to see its passwords.');
  });
});

test('who only views cannot edit, move or delete', async () => {
  await gives(3);
  await member.visit(`${vault.path}/${item}`);
  for (const button of ['Edit', 'Move', 'Move to the trash']) expect(member.page.button(button)).toBeUndefined();
  await member.submit('Reveal');
  expect(member.page.text).toContain(SECRET);
  for (const [path, form] of [
    ['moves', { ids: item, collectionIds: vault.collection.id }],
    ['trash', { ids: item }],
  ] as const) {
    expect((await member.send({ path: `${vault.path}/${path}`, form })).status).toBe(422);
  }
});

test('of two collections the more open one counts', async () => {
  const other = { id: await vault.client.hasCollection('Delad') };
  await gives(5);
  await vault.client.gives(member, other, 3);
  await vault.owner.visit(`${vault.path}/${item}`);
  await vault.owner.submit('Move');
  await vault.owner.submit('Move', { collectionIds: [vault.collection.id, other.id] });
  await member.visit(`${vault.path}/${item}`);
  await member.submit('Reveal');
  expect(member.page.text).toContain(SECRET);
});

async function revealsAll(who: Person): Promise<void> {
  for (const [part, word] of [
    ['password', SECRET],
    ['totp', SEED],
    ['field-0', 'hemlig-pin-4711'],
  ]) {
    expect((await who.send({ path: `${vault.path}/${item}/secrets/${part}`, form: {} })).body).toContain(word);
  }
}
