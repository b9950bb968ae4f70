import { expect, test } from '@jest/globals';
import { readJson, sources } from './sources.js';
import { forms, isCounted, sentences, untranslated } from './swedish.js';

const sv: Record<string, string> = readJson('locales/sv.json');
const en: Record<string, string> = readJson('locales/en.json');
const said = sentences();
const keys = [...new Set(said.map(({ key }) => key).filter((key) => key !== undefined))].sort();
const wanted = keys.flatMap(forms);

/** Names of values in a sentence. */
const values = (text: string) => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name));
const keyOf = (form: string) => (keys.includes(form) ? form : form.replace(/_(one|other)$/, ''));

test('every sentence can be found in the source', () => {
  expect(keys.length).toBeGreaterThan(200);
  expect(said.filter(({ key }) => key === undefined)).toEqual([]);
});

test('every sentence is in Swedish', () => {
  expect(wanted.filter((form) => !sv[form]?.trim())).toEqual([]);
});

test('Swedish has no sentence that nobody says', () => {
  expect(Object.keys(sv).filter((form) => !wanted.includes(form))).toEqual([]);
});

test('English has both forms of every sentence that counts, and nothing else', () => {
  const counted = keys.filter(isCounted).flatMap(forms);
  expect(counted.filter((form) => !en[form]?.trim())).toEqual([]);
  expect(Object.keys(en).filter((form) => !counted.includes(form))).toEqual([]);
});

test.each([
  ['Swedish', sv],
  ['English', en],
])('%s puts the same values into each sentence', (_, catalog) => {
  const wrong = Object.entries(catalog).filter(([form, text]) => {
    const [given, used] = [values(keyOf(form)), values(text)];
    const left = [...given].filter((name) => !used.has(name) && !(name === 'count' && form.endsWith('_one')));
    return left.length > 0 || [...used].some((name) => !given.has(name));
  });
  expect(wrong).toEqual([]);
});

test('no template says anything that cannot be translated', () => {
  const names = new Set(['Clientele', 'Clientele ·', '· Clientele', 'CSV']);
  const whole = sources('views', '.hbs').filter(({ path }) => path !== 'views/shared/described.hbs'); // attributes of a tag
  const bare = whole.flatMap(({ path, text }) =>
    untranslated(text)
      .filter((words) => !names.has(words))
      .map((words) => `${path}: ${words}`),
  );
  expect(bare).toEqual([]);
});
