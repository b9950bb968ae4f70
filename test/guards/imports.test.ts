import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sources } from './sources.js';

/** Design §1: from the top to the bottom; what stands together may use each other in one direction. */
const LAYERS = [
  ['main.ts', 'app.ts', 'app.module.ts', 'announce.ts', 'entities.ts', 'operator'],
  ['providers', 'provider-members', 'overview'],
  ['import', 'policies', 'sso', 'directory'],
  ['invitations', 'members', 'items'],
  ['collections', 'groups'],
  ['client-orgs'],
  ['accounts'],
  ['audit', 'mail', 'keys'],
  ['web', 'database'],
  ['config.ts'],
];

const files = sources('src', '.ts').filter(({ path }) => !path.endsWith('.d.ts'));
const room = (path: string) => path.split('/')[1];
const layer = (path: string) => LAYERS.findIndex((rooms) => rooms.includes(room(path)));

/** What each file imports of ours, types too. */
const imports = new Map(
  files.map(({ path, text }) => [
    path,
    [...text.matchAll(/^(?:import|export)\b[^;]*? from '(\.[^']+)\.js';/gms)].map(
      ([, to]) => `${join(dirname(path), to)}.ts`,
    ),
  ]),
);

test('every folder has its place in the order', () => {
  expect(files.map(({ path }) => path).filter((path) => layer(path) < 0)).toEqual([]);
});

test('imports run one way', () => {
  const upwards = [...imports].flatMap(([from, all]) =>
    all.filter((to) => layer(to) < layer(from)).map((to) => `${from} imports ${to}`),
  );
  expect(upwards).toEqual([]);
});

test('no two rooms import each other', () => {
  const rooms = new Map<string, Set<string>>();
  for (const [from, all] of imports) {
    const others = rooms.get(room(from)) ?? new Set();
    for (const to of all) if (room(to) !== room(from)) others.add(room(to));
    rooms.set(room(from), others);
  }
  const both = [...rooms].flatMap(([one, others]) =>
    [...others].filter((other) => one < other && rooms.get(other)?.has(one)).map((other) => `${one} and ${other}`),
  );
  expect(both).toEqual([]);
});

/** The first way from a file back to itself, if there is one. */
function circle(from: string, way: string[] = [], seen = new Set<string>()): string[] | undefined {
  if (way.includes(from)) return [...way.slice(way.indexOf(from)), from];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const to of imports.get(from) ?? []) {
    const found = circle(to, [...way, from], seen);
    if (found) return found;
  }
  return undefined;
}

test('no files import each other in a circle', () => {
  const circles = [...imports.keys()].map((path) => circle(path)).filter((found) => found !== undefined);
  expect([...new Set(circles.map((way) => way.slice(0, -1).sort().join(' ↔ ')))]).toEqual([]);
});

test('nothing hides a circle or a folder’s inside', () => {
  expect(files.filter(({ text }) => text.includes('forwardRef')).map(({ path }) => path)).toEqual([]);
  expect(files.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => path)).toEqual([]);
  expect(files.filter(({ text }) => /^export \* from/m.test(text)).map(({ path }) => path)).toEqual([]);
});

test('the tables are never made from the entities', () => {
  expect(files.filter(({ text }) => /synchronize/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('a client’s key is opened for somebody else where people are confirmed and files are staged, and nowhere else', () => {
  const callers = files.filter(({ text }) => /import .*OrganizationKeys/.test(text) && /\bkeys\.open\(/.test(text));
  expect(callers.map(({ path }) => path).sort()).toEqual([
    'src/import/staging.service.ts',
    'src/invitations/hand-over.service.ts',
  ]);
});

test('items are opened with a person’s own key, and with no other', () => {
  const ways = files
    .filter(({ path }) => path.startsWith('src/items/'))
    .flatMap(({ text }) => [...text.matchAll(/\bkeys\.(\w+)\(/g)].map(([, way]) => way));
  expect([...new Set(ways)]).toEqual(['own']);
});
