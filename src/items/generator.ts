import { randomInt } from 'node:crypto';
import { WORDS } from '../keys/words.js';

interface PasswordWishes {
  /** 8 to 128 characters. */
  length: number;
  symbols: boolean;
}

const LETTERS = 'abcdefghijkmnopqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SYMBOLS = '!#$%&*+-=?@^_';

const pick = (from: string | readonly string[]): string => from[randomInt(from.length)];

/** A random password with at least one of each kind of character; those that look alike (l, I, O, 0, 1) are left out. */
export function generatePassword({ length, symbols }: PasswordWishes): string {
  const kinds = [LETTERS, CAPITALS, DIGITS, ...(symbols ? [SYMBOLS] : [])];
  const all = kinds.join('');
  const characters = [...kinds.map(pick), ...Array.from({ length: length - kinds.length }, () => pick(all))];
  for (let at = characters.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [characters[at], characters[other]] = [characters[other], characters[at]];
  }
  return characters.join('');
}

/** Random words of the EFF's long list, 12.9 bits each. @param words 3 to 12 */
export const generatePassphrase = (words: number): string => Array.from({ length: words }, () => pick(WORDS)).join('-');
