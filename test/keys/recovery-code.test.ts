import { expect, test } from '@jest/globals';
import { KeyError } from '../../src/keys/key-error.js';
import {
  lastGroup,
  makeRecoveryCode,
  makeShortCode,
  readRecoveryCode,
  recoveryKey,
} from '../../src/keys/recovery-code.js';

// The bytes 00…13 in base 32 by Python, its alphabet changed to Crockford's:
//   t = str.maketrans('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', '0123456789ABCDEFGHJKMNPQRSTVWXYZ')
//   base64.b32encode(bytes(range(20))).decode().translate(t)
const CODE = '000G-40R4-0M30-E209-185G-R38E-1W81-24GK';
const BYTES = Buffer.from(Array.from({ length: 20 }, (_, i) => i));

test('a code is eight groups of four characters that cannot be mistaken for each other', () => {
  for (let i = 0; i < 50; i++) {
    expect(makeRecoveryCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){7}$/);
  }
});

test('a short one has four of these groups', () => {
  for (let i = 0; i < 50; i++) expect(makeShortCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
});

test('no two codes are the same, and every character of the alphabet comes anywhere', () => {
  const codes = Array.from({ length: 2000 }, makeRecoveryCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const position of [0, 20, 38]) expect(new Set(codes.map((code) => code[position])).size).toBe(32);
});

test('a code is read as Crockford wrote it', () => {
  expect(readRecoveryCode(CODE).toString('hex')).toBe(BYTES.toString('hex'));
  expect(readRecoveryCode('Z'.repeat(32)).toString('hex')).toBe('ff'.repeat(20));
  expect(readRecoveryCode('0'.repeat(32)).toString('hex')).toBe('00'.repeat(20));
});

test.each([
  ['small letters', CODE.toLowerCase()],
  ['no dashes', CODE.replaceAll('-', '')],
  ['blanks for dashes, and around', ` ${CODE.replaceAll('-', ' ')}\n`],
  ['the dashes of a word processor', CODE.replaceAll('-', '–')],
  ['O for 0', CODE.replaceAll('0', 'O')],
  ['o for 0', CODE.replaceAll('0', 'o')],
  ['I for 1', CODE.replaceAll('1', 'I')],
  ['l for 1', CODE.replaceAll('1', 'l')],
])('%s are understood', (_, typed) => {
  expect(readRecoveryCode(typed).toString('hex')).toBe(BYTES.toString('hex'));
});

test('whatever was made is read, and gives its own key each time', () => {
  const codes = Array.from({ length: 100 }, makeRecoveryCode);
  const keyOf = (code: string) => recoveryKey(readRecoveryCode(code)).bytes.toString('hex');
  expect(codes.map((code) => readRecoveryCode(code).length)).toEqual(codes.map(() => 20));
  expect(codes.map(keyOf)).toEqual(codes.map((code) => keyOf(code.toLowerCase())));
  expect(new Set(codes.map(keyOf)).size).toBe(100);
});

test.each([
  '',
  '----',
  CODE.slice(0, -1),
  `${CODE}0`,
  CODE.replace('G', 'U'),
  CODE.replace('G', 'Å'),
  CODE.replace('G', '*'),
])('%j is refused', (typed) => {
  expect(() => readRecoveryCode(typed)).toThrow(KeyError);
});

// openssl kdf -keylen 64 -kdfopt digest:SHA256 -kdfopt hexkey:000102030405060708090a0b0c0d0e0f10111213 \
//   -kdfopt info:'clientele recovery code' HKDF
test('a printed code opens the same key in every release', () => {
  expect(recoveryKey(BYTES).bytes.toString('hex')).toBe(
    '197b3004620fca81591ad58ad4f3ac16c064a5f04138c41745019228b583c814657242e9a6d59ed8657429de33888aa5b4a92f5ca1276e8602869fb7bc74b45a',
  );
});

test('a key is made of a whole code only', () => {
  expect(() => recoveryKey(Buffer.alloc(19))).toThrow(KeyError);
});

test('the last group is the same as printed, as typed, and typed alone', () => {
  expect(lastGroup(CODE)).toBe('24GK');
  expect(lastGroup(CODE.toLowerCase().replaceAll('-', ' '))).toBe('24GK');
  expect(lastGroup(' 24gk ')).toBe('24GK');
  expect(lastGroup('oil0')).toBe('0110');
});
