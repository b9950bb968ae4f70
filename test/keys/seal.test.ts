import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyError } from '../../src/keys/key-error.js';
import { open, SecretBox, seal } from '../../src/keys/seal.js';

const KEY = randomBytes(32);
const NEW = randomBytes(32).toString('base64');
const OLD = randomBytes(48).toString('hex');

// The GCM specification of McGrew and Viega, test case 14: key, iv and 16 bytes of text are all zero
test('opens a published AES-256-GCM vector', () => {
  const sealed = Buffer.concat([
    Buffer.alloc(12),
    Buffer.from('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919', 'hex'),
  ]).toString('base64url');
  expect(open(sealed, Buffer.alloc(32), '').equals(Buffer.alloc(16))).toBe(true);
});

test('gives back any bytes, and every seal looks different', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, aad) => {
      const sealed = seal(Buffer.from(bytes), KEY, aad);
      expect(open(sealed, KEY, aad).equals(Buffer.from(bytes))).toBe(true);
      expect(seal(Buffer.from(bytes), KEY, aad)).not.toBe(sealed);
    }),
  );
});

test('a seal that was moved to another row is refused', () => {
  const sealed = seal(Buffer.from('hemligt'), KEY, 'sessions/1');
  expect(() => open(sealed, KEY, 'sessions/2')).toThrow(KeyError);
});

test('a change of any bit, and of any character, is refused', () => {
  const bytes = Buffer.from(seal(Buffer.from('hemligt'), KEY, 'here'), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] ^= 1 << (bit & 7);
    expect(() => open(changed.toString('base64url'), KEY, 'here')).toThrow(KeyError);
  }
  const sealed = bytes.toString('base64url');
  for (let i = 0; i < sealed.length; i++) {
    const changed = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
    expect(() => open(changed, KEY, 'here')).toThrow(KeyError);
  }
});

test('another key, a part of a seal and nonsense are refused', () => {
  const sealed = seal(Buffer.from('hemligt'), KEY, 'here');
  expect(() => open(sealed, randomBytes(32), 'here')).toThrow(KeyError);
  for (const nonsense of ['', 'A', sealed.slice(0, 20), `${sealed}=`, `${sealed} `, `*${sealed}`]) {
    expect(() => open(nonsense, KEY, 'here')).toThrow(KeyError);
  }
  expect(() => seal(Buffer.from('hemligt'), randomBytes(16), 'here')).toThrow(KeyError);
});

test('a new secret seals, and the old one still opens what it sealed', () => {
  const before = new SecretBox([OLD]);
  const after = new SecretBox([NEW, OLD]);
  const old = before.seal('lösenord', 'settings/smtp');
  const fresh = after.seal('lösenord', 'settings/smtp');
  expect(after.open(old, 'settings/smtp')).toBe('lösenord');
  expect(after.open(fresh, 'settings/smtp')).toBe('lösenord');
  expect(new SecretBox([NEW]).open(fresh, 'settings/smtp')).toBe('lösenord');
  expect(() => before.open(fresh, 'settings/smtp')).toThrow('a secret key that is not in the list');
  expect(() => new SecretBox([NEW]).open(old, 'settings/smtp')).toThrow(KeyError);
  expect(() => after.open(fresh, 'settings/other')).toThrow(KeyError);
});

test('a seal names its secret, and nothing may follow it', () => {
  const box = new SecretBox([NEW]);
  const sealed = box.seal('x', 'here');
  expect(sealed).toMatch(/^[0-9a-f]{8}\.[\w-]+$/);
  for (const changed of [`${sealed}.x`, sealed.slice(9), sealed.slice(0, 9), `00000000${sealed.slice(8)}`, '']) {
    expect(() => box.open(changed, 'here')).toThrow(KeyError);
  }
});

test('a secret reads the same in hex, base64 and base64url', () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const sealed = new SecretBox([bytes.toString('base64')]).seal('x', 'here');
  for (const form of ['hex', 'base64url'] as const) {
    expect(new SecretBox([bytes.toString(form)]).open(sealed, 'here')).toBe('x');
  }
});

// E=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
// openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt hexkey:$E -kdfopt info:'clientele key: cookies' HKDF
test('each purpose has its own key, the same at each start and in every release', () => {
  const box = new SecretBox(['000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', OLD]);
  expect(box.key('cookies').toString('hex')).toBe('b835251e291325eb7031b389a66f056b0d47ba79469750931c46a23a1f86db0c');
  expect(box.key('cookies').equals(box.key('forms'))).toBe(false);
});

test('a mac is of the text and of the newest secret', () => {
  const box = new SecretBox([NEW, OLD]);
  expect(box.mac('form 1')).toMatch(/^[0-9a-f]{64}$/);
  expect(box.mac('form 1')).toBe(new SecretBox([NEW]).mac('form 1'));
  expect(box.mac('form 1')).not.toBe(box.mac('form 2'));
  expect(box.mac('form 1')).not.toBe(new SecretBox([OLD]).mac('form 1'));
});

test.each([
  [[]],
  [['']],
  [['ab'.repeat(32), 'short']],
  [['ab'.repeat(31)]],
  [[`${'ab'.repeat(32)}c`]],
  [[Buffer.alloc(31, 'x').toString('base64')]],
  [['lösenord '.repeat(10)]],
])('secrets %j are refused, without being told', (secrets) => {
  expect(() => new SecretBox(secrets)).toThrow(KeyError);
  for (const secret of secrets.filter(Boolean)) expect(() => new SecretBox(secrets)).not.toThrow(secret);
});

test('a box shows its secrets in no log and no JSON', () => {
  const box = new SecretBox([NEW, OLD]);
  expect(JSON.stringify({ box })).toBe('{"box":{}}');
  expect(inspect(box, { showHidden: true, depth: 9 })).toBe('SecretBox {}');
});
