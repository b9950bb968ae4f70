import { createPrivateKey, createPublicKey } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { KeyError } from '../../src/keys/key-error.js';
import { type KeyPair, makeKeyPair, unwrap, wrap } from '../../src/keys/rsa.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

// openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 | openssl pkey -pubout -outform DER | openssl base64 -A
const SHORT =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCoUrb7H2p1L17ySWU2bA5ryfll8PHh+g2GgjU05nDKQ+PZ0k79jmExl8oCyzbPgWSCX/a5I+5f+aTHm1f10y2wgER821MLfpQwqo6MEl49vYcQTuNVD7TUpy0EXAnUsTOxFQXa1jV+WyfnidueA9sRv4c3WoB2YngifJhgYXPRQQIDAQAB';
// openssl genpkey -algorithm ED25519 | openssl pkey -pubout -outform DER | openssl base64 -A
const ED25519 = 'MCowBQYDK2VwAyEAkcd7oNa2gXPGSv0a5HT8jO44/rP7gilAcwN+d/g6hCc=';

let own: KeyPair;
let other: KeyPair;
beforeAll(async () => {
  [own, other] = await Promise.all([makeKeyPair(), makeKeyPair()]);
});

test('a key pair is RSA-2048 with the usual exponent, its halves belong together', () => {
  const publicKey = createPublicKey({ key: Buffer.from(own.publicKey, 'base64'), format: 'der', type: 'spki' });
  const privateKey = createPrivateKey({ key: own.privateKey, format: 'der', type: 'pkcs8' });
  expect(publicKey.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
  expect(createPublicKey(privateKey).equals(publicKey)).toBe(true);
});

test('making a key pair leaves the event loop free', async () => {
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await makeKeyPair();
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(3);
});

test('a key that was wrapped for someone is opened by that person', () => {
  const key = SymmetricKey.random();
  const enc = wrap(key, own.publicKey);
  expect(enc).toMatch(/^4\.[A-Za-z0-9+/]{342}==$/);
  expect(enc).not.toBe(wrap(key, own.publicKey));
  expect(unwrap(enc, own.privateKey).bytes.equals(key.bytes)).toBe(true);
});

test('nobody else opens it', () => {
  expect(() => unwrap(wrap(SymmetricKey.random(), own.publicKey), other.privateKey)).toThrow(KeyError);
});

test('a wrapped key that was changed is refused', () => {
  const bytes = Buffer.from(wrap(SymmetricKey.random(), own.publicKey).slice(2), 'base64');
  bytes[100] ^= 1;
  expect(() => unwrap(`4.${bytes.toString('base64')}`, own.privateKey)).toThrow(KeyError);
  expect(() => unwrap(`4.${bytes.subarray(1).toString('base64')}`, own.privateKey)).toThrow(KeyError);
});

test.each(['', '4.', '3.AAAA', '4.AAAA|AAAA', '4.****', 'AAAA'])('%j is malformed', (enc) => {
  expect(() => unwrap(enc, own.privateKey)).toThrow(new KeyError('This is not an encrypted string of type 4'));
});

test.each([
  ['nothing', ''],
  ['no key at all', 'AAAA'],
  ['a key of 1024 bits', SHORT],
  ['a key of another kind', ED25519],
])('nothing is wrapped for %s', (_, publicKey) => {
  expect(() => wrap(SymmetricKey.random(), publicKey)).toThrow(
    new KeyError('This is not an RSA key of at least 2048 bits'),
  );
});

test('nothing is opened with something that is no private key', () => {
  expect(() => unwrap('4.AAAA', Buffer.from('hemligt'))).toThrow(KeyError);
});
