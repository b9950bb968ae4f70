import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

const COUNT = 120;
const SAME = 'Same name';
let world: World;
let provider: Provider;
let admin: Person;
let clients: Client[];
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 10 });
  admin = provider.admin;
  clients = await provider.hasClients(COUNT, (i) => ({
    name: i % 3 === 0 ? SAME : `${['Åsa', 'Zeta', 'Öst', 'Ära', 'alfa', 'Beta'][i % 6]} ${i}`,
    plan: i % 2 ? 'teams' : 'enterprise',
    seats: 1 + (i % 7),
    reference: `K-${1000 + i}`,
  }));
}, 60_000);
afterAll(() => world.close());

/** The list from its first page to its last, by its links. */
async function walk(path: string): Promise<{ ids: string[]; rows: Record<string, string>[]; pages: number }> {
  const ids: string[] = [];
  const rows: Record<string, string>[] = [];
  await admin.visit(path);
  for (let pages = 1; ; pages++) {
    const links = admin.page.links.map((link) => link.attribute('href') ?? '');
    ids.push(...links.flatMap((href) => /^\/organizations\/([^/]+)\/vault$/.exec(href)?.slice(1) ?? []));
    rows.push(...admin.page.rows());
    if (!admin.page.link('Next page')) return { ids, rows, pages };
    await admin.click('Next page');
  }
}

const swedish = new Intl.Collator('sv', { sensitivity: 'base' });
const number = (text: string) => Number(text.replace(/\D/g, ''));
const inOrder: Record<string, (row: Record<string, string>, next: Record<string, string>) => number> = {
  name: (row, next) => swedish.compare(nameOf(row), nameOf(next)),
  assigned: (row, next) => number(row.Assigned) - number(next.Assigned),
  used: (row, next) => number(row.Used) - number(next.Used),
  remaining: (row, next) => number(row.Remaining) - number(next.Remaining),
  plan: (row, next) => row.Plan.localeCompare(next.Plan),
  status: () => 0,
};
const nameOf = (row: Record<string, string>) => row.Client.split(' eva-')[0].replace(/ \d+$/, '');

describe('over all pages, each client stands there once', () => {
  const sorts = Object.keys(inOrder).flatMap((sort) => [`?sort=${sort}`, `?sort=${sort}&direction=desc`]);
  test.each(['', ...sorts])('sorted by %j', async (query) => {
    const { ids, rows, pages } = await walk(`${provider.path}/clients${query}`);
    expect(pages).toBe(3);
    expect(ids).toHaveLength(COUNT);
    expect(new Set(ids)).toEqual(new Set(clients.map(({ id }) => id)));
    const [, sort, descending] = /sort=(\w+)(&direction=desc)?/.exec(query) ?? [];
    const wrong = rows.slice(1).filter((next, i) => {
      const order = inOrder[sort ?? 'status'](rows[i], next);
      return descending ? order < 0 : order > 0;
    });
    expect(wrong).toEqual([]);
  });

  test('also when clients are added, renamed and resized meanwhile', async () => {
    const path = `${provider.path}/clients?sort=name`;
    await admin.visit(path);
    const next = admin.page.link('Next page')?.attribute('href') as string;
    await provider.hasClients(3, (i) => ({ name: `AAA ${i}` }));
    await admin.visit(next);
    const shown = admin.page.rows().map(nameOf);
    expect(shown.filter((name) => name.startsWith('AAA'))).toEqual([]);
    await world.db.query(
      "DELETE FROM collections WHERE organization_id IN (SELECT id FROM organizations WHERE name LIKE 'AAA%')",
    );
    for (const { id } of (await provider.clients()).filter(({ name }) => name.startsWith('AAA'))) {
      await world.db.query('DELETE FROM organizations WHERE id = ?', [id]);
    }
  });
});

describe('the heads of the columns', () => {
  test('sort by a click, turn it round by the second, leave it by the third', async () => {
    await admin.visit(`${provider.path}/clients?search=K-10`);
    await admin.click('Used');
    expect(admin.page.path).toContain('sort=used');
    const head = () => admin.page.root.first((one) => one.has('aria-sort'))?.attribute('aria-sort');
    expect(head()).toBe('ascending');
    await admin.click('Used');
    expect(head()).toBe('descending');
    await admin.click('Used');
    expect(head()).toBeUndefined();
    expect(admin.page.path).toContain('search=K-10');
  });

  test.each([
    '?sort=nonsense',
    '?sort=__proto__',
    '?sort=constructor',
    '?direction=up',
    '?after=rubbish',
    '?after=WzEsMl0',
  ])('%s shows the list as it is', async (query) => {
    await admin.visit(`${provider.path}/clients${query}`);
    expect(admin.page.status).toBe(200);
    expect(admin.page.rows()).toHaveLength(50);
  });
});

describe('the search', () => {
  const found = async (search: string) => {
    await admin.visit(`${provider.path}/clients`);
    await admin.submit('Search', { search });
    return admin.page.rows();
  };

  test('finds by a part of the name, whatever the case', async () => {
    expect(await found('SAME NAM')).toHaveLength(40);
    expect(await found('åsa')).toHaveLength((await found('Åsa')).length);
    expect((await found('ÖST')).every(({ Client }) => Client.startsWith('Öst'))).toBe(true);
  });

  test('finds by the reference and by the owner’s address', async () => {
    expect(await found('K-1007')).toHaveLength(1);
    const [one] = await found(clients[7].ownerEmail.toUpperCase());
    expect(one.Client).toContain(clients[7].ownerEmail);
  });

  test('takes %, _ and \\ as they are', async () => {
    const tag = unique('tag');
    const odd = [`${tag} 100% rent`, `${tag} 100 _rent`, `${tag} back\\slash`, `${tag} 100x rent`];
    await provider.hasClients(odd.length, (i) => ({ name: odd[i] }));
    const names = async (search: string) => (await found(search)).map(({ Client }) => Client.split(' eva-')[0]);
    expect(await names('100%')).toEqual([odd[0]]);
    expect(await names('_rent')).toEqual([odd[1]]);
    expect(await names('back\\s')).toEqual([odd[2]]);
    expect(await names('%')).toEqual([odd[0]]);
    expect(await names("' OR 1=1 --")).toEqual([]);
  });

  test('that finds nobody says where it looked, and leads back', async () => {
    await found('nobody <b>at all');
    expect(admin.page.text).toContain('No client fits');
    expect(admin.page.text).toContain('“nobody <b>at all”');
    await admin.click('Show all clients');
    expect(admin.page.rows().length).toBe(50);
  });

  test('never looks among another provider’s clients', async () => {
    const name = unique('Theirs');
    await (await aProvider(world)).hasClients(1, () => ({ name }));
    expect(await found(name)).toEqual([]);
  });

  test('goes over several pages, too', async () => {
    const { ids } = await walk(`${provider.path}/clients?search=k-10&sort=used&direction=desc`);
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
  });
});
