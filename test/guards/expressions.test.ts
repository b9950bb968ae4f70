import { expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { analyse } from 'scslre';
import { sources } from './sources.js';

/** The regular expressions below a node of a file's syntax tree. */
function expressions(node: unknown): RegExp[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, pattern, flags } = node as Record<string, string>;
  return type === 'RegExpLiteral' ? [new RegExp(pattern, flags)] : Object.values(node).flatMap(expressions);
}

test('no regular expression takes the square of what it reads, or worse (design §6)', () => {
  const all = sources('src', '.ts').flatMap(({ path, text }) =>
    expressions(parseSync(text, { syntax: 'typescript', decorators: true })).map((one) => ({ path, one })),
  );
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ one }) => analyse(one).reports.length > 0).map(({ path, one }) => `${path}: ${one}`)).toEqual(
    [],
  );
});
