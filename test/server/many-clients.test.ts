import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { aProvider, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { reads, statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

const COUNT = 620;
let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 10 });
  admin = provider.admin;
  const [{ id }] = await provider.hasClients(1, () => ({ name: 'The first', email: 'first@one.example' }));
  const [model] = await world.db.query('SELECT * FROM organizations WHERE id = ?', [id]);
  const copies = Array.from({ length: COUNT }, (_, index) => {
    const name = `${index % 2 ? 'Åkeri' : 'Bageri'} ${index}${index === 7 ? ' 100%' : ''}`;
    return {
      ...model,
      id: uuid(),
      name,
      search: `${name}\n\nvd@kund.example`.toLowerCase(),
      attention: index % 3 ? 1 : 0,
    };
  });
  const columns = Object.keys(model);
  const values = copies.map((copy) => columns.map((column) => copy[column]));
  await world.db.query(`INSERT INTO organizations (${columns}) VALUES ?`, [values]);
}, 60_000);
afterAll(() => world.close());

/** The names that a search finds, page by page. */
async function found(query: string): Promise<string[]> {
  const names: string[] = [];
  await admin.visit(`${provider.path}/clients?${query}`);
  for (;;) {
    names.push(...admin.page.rows('Client').map(({ Client }) => Client.split(' first@')[0]));
    if (!admin.page.link('Next page')) return names;
    await admin.click('Next page');
  }
}

test.each(['', '&sort=name', '&sort=name&direction=desc', '&sort=plan'])(
  'a search that finds very many shows each of them once, on pages in order (%j)',
  async (sort) => {
    const names = await found(`search=KUND.example${sort}`);
    expect(names).toHaveLength(COUNT);
    expect(new Set(names).size).toBe(COUNT);
    if (!sort.includes('name')) return;
    const inOrder = [...names].sort(new Intl.Collator('sv').compare);
    expect(names).toEqual(sort.includes('desc') ? inOrder.reverse() : inOrder);
  },
);

test('a search that finds some of them finds these and no others', async () => {
  expect((await found('search=åkeri&sort=name')).length).toBe(COUNT / 2);
  expect(await found('search=åkeri 61&sort=name')).toEqual([61, 611, 613, 615, 617, 619].map((n) => `Åkeri ${n}`));
  expect(await found('search=akeri')).toEqual([]);
});

test('signs that mean something to SQL are looked for as they are', async () => {
  expect(await found(`search=${encodeURIComponent('100%')}`)).toEqual(['Åkeri 7 100%']);
  expect(await found(`search=${encodeURIComponent('%')}`)).toEqual(['Åkeri 7 100%']);
  for (const sign of ['_', '\\', "'", '"'])
    expect([sign, await found(`search=${encodeURIComponent(sign)}`)]).toEqual([sign, []]);
});

test('however many there are, a search takes five reads', async () => {
  for (const search of ['kund', 'åkeri 61', 'nowhere']) {
    const statements = await statementsDuring(() => admin.visit(`${provider.path}/clients?search=${search}`));
    expect([search, reads(statements).length]).toEqual([search, 5]);
  }
});

test('a search finds nothing of another provider', async () => {
  const other = await aProvider(world);
  await other.hasClients(1, () => ({ name: 'Åkeri elsewhere' }));
  expect(await found('search=elsewhere')).toEqual([]);
});
