import { expect, test } from '@jest/globals';
import { randomToken, tokenHash } from '../../src/keys/tokens.js';

test('a token is 256 random bits that fit in an address', () => {
  expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(randomToken()).not.toBe(randomToken());
});

// FIPS 180-2, appendix B.1
test('of a token its SHA-256 is kept', () => {
  expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
