import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generatePassphrase, generatePassword } from '../../src/items/generator.js';
import { WORDS } from '../../src/keys/words.js';

test('a password is as long as was asked, and has each kind of character, none that looks like another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 128 }), fc.boolean(), (length, symbols) => {
      const password = generatePassword({ length, symbols });
      expect(password).toHaveLength(length);
      for (const kind of [/[a-z]/, /[A-Z]/, /[2-9]/]) expect(password).toMatch(kind);
      expect(/[^a-zA-Z0-9]/.test(password)).toBe(symbols);
      expect(password).not.toMatch(/[lIO01]/);
    }),
  );
});

test('a passphrase is that many words of the list', () => {
  for (const words of [3, 5, 12]) {
    const phrase = generatePassphrase(words);
    let left = phrase;
    for (let count = 0; count < words; count++) {
      const word = WORDS.filter((one) => left === one || left.startsWith(`${one}-`)).sort(
        (a, b) => b.length - a.length,
      );
      expect(word.length).toBeGreaterThan(0);
      left = left.slice(word[0].length + 1);
    }
    expect(left).toBe('');
  }
});

test('every character can stand at every place, about as often', () => {
  const begins = new Map<string, number>();
  for (let count = 0; count < 7000; count++) {
    const [first] = generatePassword({ length: 20, symbols: true });
    begins.set(first, (begins.get(first) ?? 0) + 1);
  }
  expect(begins.size).toBe(25 + 24 + 8 + 13);
  expect(Math.max(...begins.values())).toBeLessThan(7000 * 0.05);
});

test('chance comes from the system’s cryptographic source', () => {
  const source = readFileSync(new URL('../../src/items/generator.ts', import.meta.url), 'utf8');
  expect(source).toMatch(/import \{ randomInt \} from 'node:crypto'/);
  expect(source).not.toMatch(/Math\.random/);
});
