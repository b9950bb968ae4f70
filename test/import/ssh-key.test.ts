import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readSshKey } from '../../src/import/ssh-key.js';
import * as keys from './fixtures/keys.js';

const { FINGERPRINT: fingerprint, PUBLIC } = keys;

test('an OpenSSH key is kept as it is, with its public half and its fingerprint', () => {
  expect(readSshKey(keys.OPENSSH, 'eva')).toEqual({
    privateKey: keys.OPENSSH,
    publicKey: `${PUBLIC} eva`,
    fingerprint,
  });
  expect(readSshKey(keys.OPENSSH.replaceAll('\n', '\r\n'))?.privateKey).toBe(keys.OPENSSH);
});

test('a key under a passphrase is kept under it: what is public of it stands beside it', () => {
  expect(readSshKey(keys.LOCKED)).toEqual({
    privateKey: keys.LOCKED,
    publicKey: keys.LOCKED_PUBLIC,
    fingerprint: keys.LOCKED_FINGERPRINT,
  });
});

test.each([
  ['PKCS#8', keys.PKCS8],
  ['PKCS#8 with its public half', keys.LONG_PKCS8],
])('%s becomes OpenSSH, of the same key', (_, pem) => {
  const key = readSshKey(pem);
  expect(key).toMatchObject({ publicKey: PUBLIC, fingerprint });
  expect(key?.privateKey).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
  expect(readSshKey(key?.privateKey ?? '')).toEqual(key);
});

test.each([
  ['pkcs1', 2048],
  ['pkcs8', 2048],
] as const)('an RSA key in %s becomes OpenSSH too', (type, modulusLength) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const key = readSshKey(privateKey.export({ type, format: 'pem' }) as string);
  expect(key?.publicKey).toMatch(/^ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB/);
  expect(readSshKey(key?.privateKey ?? '')).toEqual(key);
});

test.each([
  ['no key', 'blah'],
  ['an empty one', '-----BEGIN OPENSSH PRIVATE KEY-----\n\n-----END OPENSSH PRIVATE KEY-----'],
  ['one cut off', `${keys.OPENSSH.slice(0, 150)}\n-----END OPENSSH PRIVATE KEY-----`],
  [
    'a curve that we do not write',
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ],
  ['a text that is too long', 'x'.repeat(100_000)],
])('%s gives nothing', (_, text) => {
  expect(readSshKey(text as string)).toBeUndefined();
});
