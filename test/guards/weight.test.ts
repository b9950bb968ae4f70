import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aVault } from '../items/vault.js';
import { manyMembers } from '../members/company.js';
import type { Browser } from '../support/browser.js';
import { Element } from '../support/html.js';
import { aLogin, hasItems } from '../support/items.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { CHECKOUT, readJson, sources } from './sources.js';

const GZIP = { 'accept-encoding': 'gzip, deflate, br, zstd' };
let world: World;
let admin: Person;
let members: string;
let clients: string;
beforeAll(async () => {
  world = await openWorld();
  const provider = await aProvider(world, { teams: 10 });
  await provider.hasClients(55, (i) => ({
    name: `Kund ${i} Bygg & Måleri AB`,
    reference: `K-${10_000 + i}`,
    plan: i % 2 ? 'teams' : 'enterprise',
    seats: 5 + i,
  }));
  admin = provider.admin;
  const [client] = await provider.hasClients(1, () => ({ name: 'Kund med många AB', seats: 100 }));
  await manyMembers(world, client, 60);
  members = `${client.path}/members`;
  clients = `${provider.path}/clients`;
  await admin.visit(clients);
});
afterAll(() => world.close());

test('a list of 50 rows is at most 30 kB of HTML', () => {
  expect(admin.page.rows('Client')).toHaveLength(50);
  expect(Buffer.byteLength(admin.page.html)).toBeLessThanOrEqual(30_000);
});

test('the members of a client are as light', async () => {
  await admin.visit(members);
  expect(admin.page.rows('Groups')).toHaveLength(50);
  expect(Buffer.byteLength(admin.page.html)).toBeLessThanOrEqual(30_000);
  await admin.visit(clients);
});

test('a list of 50 items is at most 30 kB of HTML', async () => {
  const vault = await aVault(world);
  const items = Array.from({ length: 55 }, (_, at) =>
    aLogin(`Leverantörsportalen Bygg & Måleri ${at}`, { username: `ekonomi.${at}@kund.example` }),
  );
  await hasItems(vault.client, items, [vault.collection]);
  const page = await vault.owner.visit(vault.path);
  expect(page.rows()).toHaveLength(50);
  expect(Buffer.byteLength(page.html)).toBeLessThanOrEqual(30_000);
});

/** Every file that a page, or a style sheet, makes a browser fetch. */
const inPage = (html: string) =>
  Element.ofPage(html)
    .all('link script img use')
    .map((one) => (one.attribute('href') ?? one.attribute('src') ?? '').split('#')[0]);
const inStyle = (css: string) =>
  [...css.matchAll(/(?:@import\s+(?:url\()?|url\()["']?([^"')]+)/g)]
    .map(([, address]) => address)
    .filter((address) => !address.startsWith('data:'));

async function fetchAll(
  browser: Browser,
  path: string,
  seen = new Map<string, number>(),
): Promise<Map<string, number>> {
  if (seen.has(path)) return seen;
  const answer = await browser.send({ path, headers: GZIP });
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  seen.set(path, answer.bytes);
  const type = String(answer.headers['content-type']);
  const next = type.startsWith('text/html')
    ? inPage(answer.body)
    : type.startsWith('text/css')
      ? inStyle(answer.body)
      : [];
  for (const address of next) await fetchAll(browser, new URL(address, new URL(path, 'http://x')).href.slice(8), seen);
  return seen;
}

test('a first visit is at most 60 kB over the wire, everything in', async () => {
  const files = await fetchAll(admin, admin.page.path);
  expect([...files.keys()].some((path) => path.includes('htmx'))).toBe(true);
  expect([...files.keys()].some((path) => path.includes('pico'))).toBe(true);
  expect([...files.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(60_000);
});

test('what a browser fetched once it keeps, and nothing private is kept', async () => {
  for (const path of (await fetchAll(admin, admin.page.path)).keys()) {
    const { headers } = await admin.send({ path });
    const kept = path.startsWith('/assets/') ? /max-age=31536000.*immutable/ : /no-store/;
    expect({ path, control: String(headers['cache-control']) }).toEqual({ path, control: expect.stringMatching(kept) });
  }
});

test('every file that is kept for a year has its version in its address', async () => {
  const files = [...(await fetchAll(admin, admin.page.path)).keys()].filter((path) => path.startsWith('/assets/'));
  expect(files.filter((path) => !/\?v=/.test(path))).toEqual([]);
  const { version } = readJson('node_modules/@picocss/pico/package.json');
  const naming = [
    ...sources('views', '.hbs').map(({ text }) => text),
    readFileSync(`${CHECKOUT}public/app.css`, 'utf8'),
  ];
  const named = naming.flatMap((text) => [...text.matchAll(/pico[\w.]*\.css\?v=([\d.]+)/g)].map(([, found]) => found));
  expect(named.length).toBeGreaterThan(1);
  expect([...new Set(named)]).toEqual([version]);
});
