import { randomBytes } from 'node:crypto';
import { hkdf } from './hkdf.js';
import { KeyError } from './key-error.js';
import { SymmetricKey } from './symmetric-key.js';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's base 32: no I, L, O, U
const BYTES = 20;
const CHARACTERS = 32;
const GROUP = 4;
const SHORT_BYTES = 10;

/** A new recovery code, 160 random bits to be printed: `7KQ2-…-9XZ0`, eight groups of four characters. */
export const makeRecoveryCode = (): string => printed(randomBytes(BYTES));

/** A code for one sign-in without the authenticator app, 80 random bits: `7KQ2-…-9XZ0`, four groups of four characters. */
export const makeShortCode = (): string => printed(randomBytes(SHORT_BYTES));

function printed(bytes: Buffer): string {
  const bits = BigInt(`0x${bytes.toString('hex')}`);
  const last = bytes.length * 8 - 5;
  const digits = Array.from({ length: last / 5 + 1 }, (_, i) => DIGITS[Number((bits >> BigInt(last - 5 * i)) & 31n)]);
  return digits.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Reads a recovery code as people type it: spaces, small letters and missing dashes are fine, O is 0, I and L are 1.
 *
 * @returns its 20 bytes
 * @throws KeyError when it is not 32 such characters
 * Source: https://www.crockford.com/base32.html
 */
export function readRecoveryCode(text: string): Buffer {
  const digits = [...plainCharacters(text)].map((character) => DIGITS.indexOf(character));
  if (digits.length !== CHARACTERS || digits.includes(-1)) {
    throw new KeyError(`A recovery code has ${CHARACTERS} letters and digits, in eight groups of four`);
  }
  const bits = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n);
  return Buffer.from(bits.toString(16).padStart(2 * BYTES, '0'), 'hex');
}

/** The key that a recovery code stands for. @param code the 20 bytes of {@link readRecoveryCode} */
export function recoveryKey(code: Buffer): SymmetricKey {
  if (code.length !== BYTES) throw new KeyError(`A recovery code has ${BYTES} bytes, this has ${code.length}`);
  return SymmetricKey.from(hkdf(code, '', 'clientele recovery code', 64));
}

/** The last four characters of a code as printed or as typed; equal for both when they are the same code's. */
export function lastGroup(code: string): string {
  return plainCharacters(code).slice(-GROUP);
}

/** A code's letters and digits alone, the same for all ways in which people type it. */
export function plainCharacters(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
