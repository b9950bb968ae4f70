import { expect, test } from '@jest/globals';
import { hkdf, hkdfExpand } from '../../src/keys/hkdf.js';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const range = (from: number, to: number) => Buffer.from(Array.from({ length: to - from + 1 }, (_, i) => from + i));

// RFC 5869, appendix A.1 to A.3 (those with SHA-256)
const vectors = [
  {
    name: 'A.1, a basic case',
    ikm: Buffer.alloc(22, 0x0b),
    salt: range(0x00, 0x0c),
    info: range(0xf0, 0xf9),
    prk: hex('077709362c2e32df0ddc3f0dc47bba63 90b6c73bb50f9c3122ec844ad7c2b3e5'),
    okm: hex(`3cb25f25faacd57a90434f64d0362f2a 2d2d0a90cf1a5a4c5db02d56ecc4c5bf
              34007208d5b887185865`),
  },
  {
    name: 'A.2, longer inputs and output',
    ikm: range(0x00, 0x4f),
    salt: range(0x60, 0xaf),
    info: range(0xb0, 0xff),
    prk: hex('06a6b88c5853361a06104c9ceb35b45c ef760014904671014a193f40c15fc244'),
    okm: hex(`b11e398dc80327a1c8e7f78c596a4934 4f012eda2d4efad8a050cc4c19afa97c
              59045a99cac7827271cb41c65e590e09 da3275600c2f09b8367793a9aca3db71
              cc30c58179ec3e87c14c01d5c1f3434f 1d87`),
  },
  {
    name: 'A.3, no salt and no info',
    ikm: Buffer.alloc(22, 0x0b),
    salt: Buffer.alloc(0),
    info: Buffer.alloc(0),
    prk: hex('19ef24a32c717b167f33a91d6f648bdf 96596776afdb6377ac434c1c293ccb04'),
    okm: hex(`8da4e775a563c18f715f802a063c5a31 b8a11f5c5ee1879ec3454e5f3c738d2d
              9d201395faa4b61a96c8`),
  },
];

test.each(vectors)('expands the key of RFC 5869 $name', ({ prk, info, okm }) => {
  expect(hkdfExpand(prk, info, okm.length).toString('hex')).toBe(okm.toString('hex'));
});

test.each(vectors)('extracts and expands the input of RFC 5869 $name', ({ ikm, salt, info, okm }) => {
  expect(hkdf(ikm, salt, info, okm.length).toString('hex')).toBe(okm.toString('hex'));
});

test('a key shorter than the hash is not expanded', () => {
  expect(() => hkdfExpand(Buffer.alloc(31), '', 32)).toThrow(RangeError);
});

test('gives as much as the RFC allows and no more', () => {
  expect(hkdfExpand(Buffer.alloc(32), '', 255 * 32)).toHaveLength(8160);
  for (const length of [255 * 32 + 1, 0, -1, 1.5, Number.NaN]) {
    expect(() => hkdfExpand(Buffer.alloc(32), '', length)).toThrow(RangeError);
  }
});
