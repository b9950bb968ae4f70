import { format, inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { KeyError } from '../../src/keys/key-error.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

const bytes = Buffer.from(Array.from({ length: 64 }, (_, i) => i + 100));

function expectNoKeyIn(text: string) {
  for (const part of [bytes, bytes.subarray(0, 32), bytes.subarray(32)]) {
    expect(text).not.toContain(part.toString('base64').slice(0, 40));
    expect(text).not.toContain(part.toString('hex'));
  }
  expect(text).not.toMatch(/100, ?101|64 65 66/);
}

test('a key shows itself in no log, no JSON and no sentence', () => {
  const key = SymmetricKey.from(bytes);
  const holder = { name: 'Nordic', key, list: [key] };
  expect(JSON.stringify(holder)).toBe('{"name":"Nordic","key":"[key]","list":["[key]"]}');
  expect(inspect(holder)).toBe("{ name: 'Nordic', key: [key], list: [ [key] ] }");
  expect(`${key}`).toBe('[key]');
  expect(Object.keys(key)).toEqual([]);
  for (const text of [
    inspect(holder, { showHidden: true, depth: 9, getters: true }),
    inspect(holder, { showHidden: true, depth: 9, customInspect: false }),
    format('%s %o %O %j', key, key, key, key),
  ]) {
    expectNoKeyIn(text);
  }
});

test('a key is 64 bytes: 32 to encrypt, 32 to authenticate', () => {
  const key = SymmetricKey.from(bytes);
  expect(key.bytes.equals(bytes)).toBe(true);
  expect(key.encryption.equals(bytes.subarray(0, 32))).toBe(true);
  expect(key.authentication.equals(bytes.subarray(32))).toBe(true);
});

test('a key keeps its own copy: wiping what it was read from does not change it', () => {
  const source = Buffer.from(bytes);
  const key = SymmetricKey.from(source);
  source.fill(0);
  expect(key.bytes.equals(bytes)).toBe(true);
});

test.each([0, 32, 63, 65])('%i bytes are no key', (length) => {
  expect(() => SymmetricKey.from(Buffer.alloc(length))).toThrow(KeyError);
});

test('two random keys differ', () => {
  expect(SymmetricKey.random().bytes).toHaveLength(64);
  expect(SymmetricKey.random().bytes.equals(SymmetricKey.random().bytes)).toBe(false);
});
