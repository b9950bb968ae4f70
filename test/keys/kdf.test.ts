import { expect, test } from '@jest/globals';
import {
  authenticationHash,
  DEFAULT_KDF,
  hashForStorage,
  type Kdf,
  LOWEST_KDF,
  masterKey,
  matchesStored,
} from '../../src/keys/kdf.js';
import { KeyError } from '../../src/keys/key-error.js';

const PASSWORD = 'blå björnar äter 7 kex';
const ADDRESS = 'anna.svensson@example.com';
const PBKDF2: Kdf = { type: 'pbkdf2', iterations: 600_000 };

// RFC 9106's own vector for Argon2id (§5.3) has associated data, which @node-rs/argon2 cannot take. So the reference
// implementation (Debian's package "argon2") made these:
//   sha256() { printf %s "$1" | openssl dgst -sha256 -binary; }
//   printf %s 'blå björnar äter 7 kex' | argon2 "$(sha256 anna.svensson@example.com)" -id -v 13 -t 6 -k 32768 -p 4 -l 32 -r
//   printf %s password | argon2 "$(sha256 somebody@example.com)" -id -v 13 -t 2 -k 15360 -p 1 -l 32 -r
test('the default master key is the one that the reference Argon2id makes', async () => {
  const key = await masterKey(PASSWORD, ADDRESS, DEFAULT_KDF);
  expect(key.toString('hex')).toBe('ad34c0ff82192cbe2c4d0683c93467437af90b593a200f9e9a00e289d8fc0be3');
});

test('the cheapest master key is the one that the reference Argon2id makes', async () => {
  const key = await masterKey('password', 'somebody@example.com', LOWEST_KDF);
  expect(key.toString('hex')).toBe('2a9387496097309e164c8eac2c360ea2bf59f908c5760c309b01abec6351615e');
});

// openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt 'pass:blå björnar äter 7 kex' \
//   -kdfopt salt:anna.svensson@example.com -kdfopt iter:600000 PBKDF2
test('a PBKDF2 master key is the one that openssl makes', async () => {
  const key = await masterKey(PASSWORD, ADDRESS, PBKDF2);
  expect(key.toString('hex')).toBe('b8f0021452df62c38b2569ab207629b88baf93e5ea20b0d66e171abb772d297b');
});

// RFC 7914 §11, first vector (passwd, salt, one iteration): the first 32 of its 64 bytes
test('the authentication hash is one iteration of PBKDF2-HMAC-SHA-256', async () => {
  const hash = await authenticationHash(Buffer.from('passwd'), 'salt');
  expect(hash.toString('hex')).toBe('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc');
});

test('blanks around the address and capital letters in it make no difference', async () => {
  const keys = await Promise.all(
    [LOWEST_KDF, PBKDF2].flatMap((kdf) => [
      masterKey(PASSWORD, ADDRESS, kdf),
      masterKey(PASSWORD, ' Anna.Svensson@EXAMPLE.com\n', kdf),
    ]),
  );
  expect(keys[1].equals(keys[0])).toBe(true);
  expect(keys[3].equals(keys[2])).toBe(true);
});

test('a password is taken as it was typed: composed and decomposed letters are two passwords', async () => {
  const composed = await masterKey('björn'.normalize('NFC'), ADDRESS, LOWEST_KDF);
  const decomposed = await masterKey('björn'.normalize('NFD'), ADDRESS, LOWEST_KDF);
  expect(composed.equals(decomposed)).toBe(false);
});

test.each<[Kdf, string]>([
  [{ type: 'pbkdf2', iterations: 599_999 }, 'PBKDF2 iterations must be a whole number from 600,000 to 2,000,000'],
  [{ type: 'pbkdf2', iterations: 2_000_001 }, 'PBKDF2 iterations'],
  [
    { type: 'argon2id', iterations: 1, memory: 32, parallelism: 4 },
    'Argon2id iterations must be a whole number from 2 to 10',
  ],
  [{ type: 'argon2id', iterations: 11, memory: 32, parallelism: 4 }, 'Argon2id iterations'],
  [
    { type: 'argon2id', iterations: 6, memory: 14, parallelism: 4 },
    'Argon2id memory in MiB must be a whole number from 15 to 1,024',
  ],
  [{ type: 'argon2id', iterations: 6, memory: 1025, parallelism: 4 }, 'Argon2id memory'],
  [
    { type: 'argon2id', iterations: 6, memory: 32, parallelism: 0 },
    'Argon2id parallelism must be a whole number from 1 to 16',
  ],
  [{ type: 'argon2id', iterations: 6, memory: 32, parallelism: 17 }, 'Argon2id parallelism'],
  [{ type: 'argon2id', iterations: 2.5, memory: 32, parallelism: 4 }, 'Argon2id iterations'],
  [{ type: 'scrypt', iterations: 6 } as unknown as Kdf, 'must be argon2id or pbkdf2'],
])('%j is refused in words', async (kdf, words) => {
  await expect(masterKey(PASSWORD, ADDRESS, kdf)).rejects.toThrow(RangeError);
  await expect(masterKey(PASSWORD, ADDRESS, kdf)).rejects.toThrow(words);
});

test('what is kept of an authentication hash fits that hash only, and a text column', async () => {
  const hash = await authenticationHash(Buffer.alloc(32, 1), PASSWORD);
  const other = await authenticationHash(Buffer.alloc(32, 2), PASSWORD);
  const stored = hashForStorage(hash);
  expect(stored).toMatch(/^[!-~]{1,128}$/);
  expect(stored).not.toContain(hash.toString('base64url'));
  expect(matchesStored(hash, stored)).toBe(true);
  expect(matchesStored(other, stored)).toBe(false);
});

test('the same hash is kept differently each time', () => {
  expect(hashForStorage(Buffer.alloc(32))).not.toBe(hashForStorage(Buffer.alloc(32)));
});

// printf '000102030405060708090a0b0c0d0e0f%064d' 0 | xxd -r -p | openssl dgst -sha256 -binary | basenc --base64url
test('a hash kept by an earlier release still fits', () => {
  const stored = 'sha256.AAECAwQFBgcICQoLDA0ODw.QhJGFgAr3WK_dyJ4BjKh-p5uMOPlB-H4ZGlQZ9bGXLE';
  expect(matchesStored(Buffer.alloc(32), stored)).toBe(true);
});

test.each(['', 'sha256.', 'md5.AAECAwQFBgcICQoLDA0ODw.AAAA', `sha256.${'A'.repeat(22)}.${'A'.repeat(44)}`])(
  'a malformed column %j is an error, not a wrong password',
  (stored) => {
    expect(() => matchesStored(Buffer.alloc(32), stored)).toThrow(KeyError);
  },
);
