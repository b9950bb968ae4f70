import { createHash, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { hashRaw } from '@node-rs/argon2';
import { hkdfExpand } from './hkdf.js';
import { KeyError } from './key-error.js';
import { SymmetricKey } from './symmetric-key.js';

/** How a password becomes a master key; kept per account. `memory` is in MiB. */
export type Kdf =
  | { type: 'argon2id'; iterations: number; memory: number; parallelism: number }
  | { type: 'pbkdf2'; iterations: number };

export const DEFAULT_KDF: Kdf = { type: 'argon2id', iterations: 6, memory: 32, parallelism: 4 };

/** The cheapest that is allowed. */
export const LOWEST_KDF: Kdf = { type: 'argon2id', iterations: 2, memory: 15, parallelism: 1 };

const ARGON2ID = 2; // a const enum in the package's types, absent at run time
const KEY_BYTES = 32;
const slowHash = promisify(pbkdf2);
const sha256 = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

function within(value: number, least: number, most: number, what: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const format = new Intl.NumberFormat('en');
  throw new RangeError(`${what} must be a whole number from ${format.format(least)} to ${format.format(most)}`);
}

/** @throws RangeError in words when a parameter is outside what clients of the format accept (reference §12.1). */
function checkKdf(kdf: Kdf): void {
  if (kdf.type === 'pbkdf2') {
    within(kdf.iterations, 600_000, 2_000_000, 'PBKDF2 iterations');
  } else if (kdf.type === 'argon2id') {
    within(kdf.iterations, 2, 10, 'Argon2id iterations');
    within(kdf.memory, 15, 1024, 'Argon2id memory in MiB');
    within(kdf.parallelism, 1, 16, 'Argon2id parallelism');
  } else {
    throw new RangeError('The key derivation function must be argon2id or pbkdf2');
  }
}

/**
 * The master key: what only the password gives. Runs outside the event loop, some 25 to 200 ms.
 *
 * @param password as typed, taken as UTF-8: the published format does not normalize it (no NFKC), so neither do we
 * @param salt the address at registration; trimmed and lower-cased here too. Argon2id takes the SHA-256 of it
 * @returns 32 bytes
 * @throws RangeError when a parameter is out of bounds
 * Source: reference §12.1; Argon2id is RFC 9106, version 1.3; PBKDF2-HMAC-SHA-256 is RFC 8018 §5.2.
 */
export async function masterKey(password: string, salt: string, kdf: Kdf): Promise<Buffer> {
  checkKdf(kdf);
  const address = salt.trim().toLowerCase();
  if (kdf.type === 'pbkdf2') return slowHash(password, address, kdf.iterations, KEY_BYTES, 'sha256');
  return hashRaw(password, {
    algorithm: ARGON2ID,
    salt: sha256(address),
    timeCost: kdf.iterations,
    memoryCost: kdf.memory * 1024,
    parallelism: kdf.parallelism,
    outputLen: KEY_BYTES,
  });
}

/** What proves knowledge of the password without giving the master key: 32 bytes (reference §12.1, "Auth hash"). */
export function authenticationHash(master: Buffer, password: string): Promise<Buffer> {
  return slowHash(master, password, 1, KEY_BYTES, 'sha256');
}

/**
 * The authentication hash as it is kept: `sha256.salt.hash`, 73 ASCII characters. A fast hash is enough, the slow one has
 * been run; it makes a stolen row useless for signing in.
 */
export function hashForStorage(authHash: Buffer): string {
  const salt = randomBytes(16);
  return `sha256.${salt.toString('base64url')}.${sha256(salt, authHash).toString('base64url')}`;
}

/**
 * Is this the authentication hash that was kept? Compared in constant time.
 *
 * @throws KeyError when the kept column is not of {@link hashForStorage}'s form
 */
export function matchesStored(authHash: Buffer, stored: string): boolean {
  const [, salt, kept] = /^sha256\.([\w-]{22})\.([\w-]{43})$/.exec(stored) ?? [];
  if (!salt || !kept) throw new KeyError('The stored password hash is malformed');
  return timingSafeEqual(sha256(Buffer.from(salt, 'base64url'), authHash), Buffer.from(kept, 'base64url'));
}

/**
 * The master key stretched to 64 bytes, under which the user key is encrypted.
 *
 * @param master 32 bytes
 * @throws RangeError when it is shorter
 * Source: reference §12.1; HKDF-Expand alone (RFC 5869 §2.3), info "enc" and "mac".
 */
export function stretch(master: Buffer): SymmetricKey {
  return SymmetricKey.from(Buffer.concat(['enc', 'mac'].map((half) => hkdfExpand(master, half, KEY_BYTES))));
}
