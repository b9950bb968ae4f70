import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { detectFormat, FORMATS, formatOf } from '../../src/import/formats.js';
import type { Result } from '../../src/import/item.js';
import { UnreadableFile } from '../../src/import/unreadable.js';
import { bytes, FIXTURES } from './fixtures/all.js';
import { zip } from './zip-file.js';

/** It answers or it refuses; what it answers is whole. */
async function holds(id: string, file: Uint8Array): Promise<void> {
  detectFormat(file);
  const answer = await formatOf(id)
    ?.parse(file, { password: 'x' })
    .catch((error: unknown) => error);
  if (answer instanceof UnreadableFile) return;
  if (answer instanceof Error) throw answer;
  const { items, collections, problems } = answer as Result;
  const isWhole =
    new Set(collections).size === collections.length &&
    items.every((item) => item.name.trim() && item.collections.every((path) => collections.includes(path))) &&
    items.every((item) => item.type !== 'login' || Object.values(item.login).every(Boolean)) &&
    problems.every(({ row, reason }) => Number.isInteger(row) && reason.key);
  expect(isWhole).toBe(true);
}

const PIECES = [
  '"',
  ',',
  '\n',
  '\\',
  '{',
  '[',
  '}',
  '<',
  '>',
  '&',
  '/',
  '../',
  '__proto__',
  'null',
  '1e999',
  '-1',
  '\u2028',
  ': ',
  'NoteType:',
];

/** A cut, a copy of another place, or a piece of syntax, somewhere in a file. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  cut: fc.boolean(),
  piece: fc.oneof(fc.constantFrom('', ...PIECES), fc.string({ maxLength: 5 })),
});

type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

function changed(file: string, changes: Change[]): string {
  return changes.reduce((text, { at, from, length, cut, piece }) => {
    const place = Math.floor(at * text.length);
    const copy = text.slice(Math.floor(from * text.length)).slice(0, length);
    return text.slice(0, place) + piece + (cut ? '' : copy) + text.slice(place + (cut ? length : 0));
  }, file);
}

test.each(FIXTURES.map(({ id, file }) => [id, file]))('a changed file of %s is read or refused', async (id, file) => {
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(changes, (all) => holds(id, bytes(changed(file, all)))),
    { numRuns: 40 },
  );
});

/** Each value of a JSON file in turn is another one, of any kind. */
function* others(value: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) for (const changed of others(one, other)) yield value.with(at, changed);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value))
      for (const changed of others(one, other)) yield { ...value, [name]: changed };
  }
}

const isJson = (file: string) => file.startsWith('{') && !file.includes('***');
const jsons = FIXTURES.filter(({ file }) => isJson(file)).map(({ id, file }) => [id, file]);

test.each(jsons)('a file of %s in which any value is of another kind is read or refused', async (id, file) => {
  for (const other of [null, -1.5e300, '', true, [[]], { a: [1] }]) {
    for (const value of others(JSON.parse(file), other)) await holds(id, bytes(JSON.stringify(value)));
  }
});

test.each(FORMATS.map(({ id }) => id))('anything at all given to %s is read or refused', async (id) => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map(bytes),
    fc.json({ maxDepth: 4 }).map(bytes),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => bytes(pieces.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(anything, (file) => holds(id, file)),
    { numRuns: 40 },
  );
});

test('a changed zip is read or refused', async () => {
  const whole = zip({ name: 'export.data', content: bytes('{"accounts":[]}') });
  const places = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(places, fc.nat({ max: whole.length }), async (all, end) => {
      const file = Uint8Array.from(whole);
      for (const [place, value] of all) file[place] = value;
      await holds('1password1pux', file);
      await holds('1password1pux', whole.subarray(0, end));
    }),
    { numRuns: 300 },
  );
});
