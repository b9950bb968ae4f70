import { describe, expect, test } from '@jest/globals';
import { Secret } from 'otpauth';
import { codeAt, newSeed, stepOf, totpAddress } from '../../src/keys/totp.js';

/** RFC 6238, appendix B, SHA-1: the seed in ASCII; eight digits, of which six are the last. */
const SEED = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer as ArrayBuffer }).base32;
const VECTORS: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];
const at = (seconds: number) => new Date(seconds * 1000);

describe('RFC 6238', () => {
  test.each(VECTORS)('after %i seconds', (seconds, code) => {
    expect(codeAt(SEED, at(seconds))).toBe(code.slice(-6));
    expect(stepOf(SEED, code.slice(-6), at(seconds))).toBe(Math.floor(seconds / 30));
  });
});

describe('clocks may be one step apart', () => {
  const now = 1_800_000_010;
  test.each([-2, -1, 0, 1, 2])('%i steps away', (steps) => {
    const code = codeAt(SEED, at(now + steps * 30));
    const step = Math.floor(now / 30) + steps;
    expect(stepOf(SEED, code, at(now))).toBe(Math.abs(steps) > 1 ? undefined : step);
  });
});

test('a code may be typed in groups, and nothing but its six digits counts', () => {
  const now = at(1_800_000_010);
  const code = codeAt(SEED, now);
  expect(stepOf(SEED, ` ${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(60_000_000);
  for (const wrong of ['', code.slice(1), `0${code}`, `${code}0`, 'abcdef', '٠١٢٣٤٥', '-12345']) {
    expect(stepOf(SEED, wrong, now)).toBeUndefined();
  }
});

test('a seed has 160 bits, is another each time, and stands in the address that apps scan', () => {
  const seed = newSeed();
  expect(seed).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSeed()).not.toBe(seed);
  const address = new URL(totpAddress(seed, 'Clientele', 'åsa@xn--bjrk-6qa.se'));
  expect(`${address.protocol}//${address.host}`).toBe('otpauth://totp');
  expect(decodeURIComponent(address.pathname)).toBe('/Clientele:åsa@xn--bjrk-6qa.se');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: seed, issuer: 'Clientele', digits: '6' });
});
