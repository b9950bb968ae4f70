import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type IndexedItem, ItemIndex, type Wanted } from '../../src/items/item-index.js';
import { ItemIndexes } from '../../src/items/item-indexes.service.js';
import { aLogin, hasItems } from '../support/items.js';
import type { Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { aVault, type Vault } from './vault.js';

let world: World;
let vault: Vault;
let member: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.hoursPass(0.1);
  await indexes().sweep(); // those of the test before
  vault = await aVault(world);
  member = await vault.client.hasMember({ role: 'user' });
  await vault.client.gives(member, vault.collection, 3);
  await hasItems(vault.client, [aLogin('Ärende'), aLogin('Zebra'), aLogin('Apa')], [vault.collection]);
});

const indexes = () => world.get(ItemIndexes);
const namesFor = async (who: Person, query = '') => {
  await who.visit(`${vault.path}${query}`);
  return who.page.rows().map(({ Name }) => Name.split(' ')[0]);
};

test('items stand in the order of their names, å ä ö after z, and are found whatever the case', async () => {
  expect(await namesFor(member)).toEqual(['Apa', 'Zebra', 'Ärende']);
  expect(await namesFor(member, `?search=${encodeURIComponent('ÄREND')}`)).toEqual(['Ärende']);
  expect(await namesFor(member, '?type=card')).toEqual([]);
});

test('who loses a collection sees nothing of it at the very next request, and who is given one sees it', async () => {
  expect(await namesFor(member)).toHaveLength(3);
  await world.db.query('DELETE FROM member_access WHERE collection_id = ?', [vault.collection.id]);
  expect(await namesFor(member)).toEqual([]);
  await vault.client.gives(member, vault.collection, 1);
  expect(await namesFor(member)).toHaveLength(3);
});

test('what others change is there at the next request', async () => {
  expect(await namesFor(member)).toHaveLength(3);
  const { owner, path } = vault;
  await owner.visit(path);
  await owner.click('Zebra');
  await owner.click('Edit');
  await owner.submit('Save', { name: 'Öga' });
  expect(await namesFor(member)).toEqual(['Apa', 'Ärende', 'Öga']);
  await owner.submit('Move to the trash');
  expect(await namesFor(member)).toEqual(['Apa', 'Ärende']);
});

describe('an index is dropped', () => {
  beforeEach(async () => {
    await namesFor(member);
    await indexes().sweep();
    expect(indexes().size).toBe(1);
  });
  const dropped = async () => {
    await indexes().sweep();
    return indexes().size === 0;
  };

  test('when its session is signed out', async () => {
    await member.submit('Sign out');
    expect(await dropped()).toBe(true);
  });

  test('when the person may not enter any more', async () => {
    await world.db.query("UPDATE members SET status = 'revoked' WHERE user_id = ?", [member.id]);
    expect(await dropped()).toBe(true);
    expect((await member.visit(vault.path)).status).toBe(404);
  });

  test('when the keys are locked, and the list then asks for the password', async () => {
    await world.db.query('UPDATE sessions SET keyring = NULL WHERE user_id = ?', [member.id]);
    expect(await dropped()).toBe(true);
    await member.visit(vault.path);
    expect(member.page.heading).toBe('Type your master password');
    const answer = await member.send({ path: vault.path, headers: { 'hx-request-type': 'partial' } });
    expect([answer.status, answer.headers['hx-refresh']]).toEqual([204, 'true']);
  });

  test('after five idle minutes', async () => {
    await world.hoursPass(0.1);
    expect(await dropped()).toBe(true);
  });
});

describe('pages of an index', () => {
  const item = (at: number): IndexedItem => ({
    ...{ id: `id-${at}`, name: `Namn ${String(at).padStart(4, '0')}`, text: `namn ${at}`, type: 'login', version: 1 },
    ...{ revisedAt: new Date(), inTrash: false, collectionIds: [] },
  });
  const items = Array.from({ length: 120 }, (_, at) => item(at));
  const wanted: Wanted = { levelIn: () => 15, search: '', inTrash: false, limit: 50 };
  const begins = (index: ItemIndex, after?: string) => index.page({ ...wanted, after }).rows[0]?.id;

  test('follow each other without gap or twice, though items come and go', () => {
    const { next } = new ItemIndex([...items].reverse()).page(wanted);
    const without = (...gone: number[]) => new ItemIndex(items.filter((_, at) => !gone.includes(at)));
    expect(begins(without(), next)).toBe('id-50');
    expect(begins(without(3, 4), next)).toBe('id-50');
    expect(begins(without(50), next)).toBe('id-51');
    for (const nonsense of ['', 'x', '999999.id', '-1.id'])
      expect(['id-0', undefined]).toContain(begins(without(), nonsense));
  });

  test('of 40,000 items take a few milliseconds, and so does sorting runs that are sorted', () => {
    const many = Array.from({ length: 40_000 }, (_, at) => item(at));
    const timeOfOne = () => {
      const begun = performance.now();
      new ItemIndex(many).page({ ...wanted, search: 'finns inte' });
      return performance.now() - begun;
    };
    expect(Math.min(...Array.from({ length: 5 }, timeOfOne))).toBeLessThan(500);
  });
});
