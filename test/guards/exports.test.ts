import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CHECKOUT, sources } from './sources.js';

const EXPORTED = /^export (?:abstract )?(?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm;

const commands = readdirSync(`${CHECKOUT}bin`, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => readFileSync(`${CHECKOUT}bin/${name}`, 'utf8'));
const ours = sources('src', '.ts');
const texts = [...ours, ...sources('test', '.ts'), ...sources('bench', '.js')].map(({ text }) => text);

test('what a file exports is used by another one', () => {
  const files = new Map<string, number>();
  for (const text of [...texts, ...commands])
    for (const word of new Set(text.match(/\w+/g))) files.set(word, (files.get(word) ?? 0) + 1);
  const unused = ours.flatMap(({ path, text }) =>
    [...text.matchAll(EXPORTED)].filter(([, name]) => files.get(name) === 1).map(([, name]) => `${path}: ${name}`),
  );
  expect(unused).toEqual([]);
});
