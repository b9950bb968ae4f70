import { expect, test } from '@jest/globals';
import { linesOf, sources } from './sources.js';

const src = sources('src', '.ts');

/** When a file outgrows this, the noun was two nouns (style). */
test.each([
  ['a controller', src.filter(({ path }) => path.endsWith('.controller.ts')), 80],
  ['an entity', src.filter(({ path }) => path.endsWith('.entity.ts')), 80],
  ['a service, or any other file', src, 200],
  ['a template', sources('views', '.hbs'), 60],
  ['a test file', sources('test', '.ts'), 200],
  ['a script of the box', sources('bin', '.js'), 200],
] as const)('%s fits its size', (_, files, most) => {
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => linesOf(file) > most).map((file) => `${file.path}: ${linesOf(file)}`)).toEqual([]);
});

test('a migration has one reason', () => {
  const statements = (text: string) => text.split(/;\s*$/m).filter((sql) => sql.trim()).length;
  const several = sources('migrations', '.sql').filter(({ text }) => statements(text) > 1);
  expect(several.map(({ path }) => path)).toEqual([]);
});
