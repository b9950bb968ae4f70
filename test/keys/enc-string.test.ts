import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decrypt, decryptText, encrypt } from '../../src/keys/enc-string.js';
import { KeyError } from '../../src/keys/key-error.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

// Made with openssl; keys 00…1f and 20…3f, iv a0…af:
//   E=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
//   M=202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f
//   IV=a0a1a2a3a4a5a6a7a8a9aaabacadaeaf
//   printf 'Räksmörgås' | openssl enc -aes-256-cbc -K $E -iv $IV > ct
//   { printf $IV | xxd -r -p; cat ct; } | openssl mac -digest SHA256 -macopt hexkey:$M -binary HMAC > mac
//   echo "2.$(printf $IV | xxd -r -p | openssl base64 -A)|$(openssl base64 -A < ct)|$(openssl base64 -A < mac)"
const KEY = SymmetricKey.from(Buffer.from(Array.from({ length: 64 }, (_, i) => i)));
const BY_HAND = '2.oKGio6SlpqeoqaqrrK2urw==|H7V613JtrlBfBxz3lpV46w==|Lq7nD2apIrWJ2P47FPfEKfZmXCzUys7JTAUm0Icscko=';

// The same, but of `head -c 16 /dev/zero` and with -nopad: the mac is right, the padding is not
const BAD_PADDING = '2.oKGio6SlpqeoqaqrrK2urw==|3J8B/Xa4fA0PS+iFCwvs4A==|ofdKy7kKVeapIrWHP8t0NB8szutK1YTc5fJsixx4hZc=';

const partsOf = (enc: string) =>
  enc
    .slice(2)
    .split('|')
    .map((part) => Buffer.from(part, 'base64'));
const encString = (parts: Buffer[]) => `2.${parts.map((part) => part.toString('base64')).join('|')}`;

test('opens what openssl encrypted', () => {
  expect(decryptText(BY_HAND, KEY)).toBe('Räksmörgås');
});

test('gives back any text and any bytes', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decryptText(encrypt(text, KEY), KEY) === text));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
      decrypt(encrypt(Buffer.from(bytes), KEY), KEY).equals(Buffer.from(bytes)),
    ),
  );
});

test('the same text is encrypted differently each time, with an iv of 16 bytes and a mac of 32', () => {
  const enc = encrypt('hemligt', KEY);
  expect(enc).not.toBe(encrypt('hemligt', KEY));
  expect(partsOf(enc).map((part) => part.length)).toEqual([16, 16, 32]);
});

test('a change of any bit is refused', () => {
  fc.assert(
    fc.property(fc.nat({ max: 63 }), fc.nat({ max: 7 }), (position, bit) => {
      const parts = partsOf(BY_HAND);
      const whole = Buffer.concat(parts);
      whole[position] ^= 1 << bit;
      const changed = encString([whole.subarray(0, 16), whole.subarray(16, 32), whole.subarray(32)]);
      expect(() => decrypt(changed, KEY)).toThrow(KeyError);
    }),
  );
});

test('another key is refused, be it only in the half that authenticates', () => {
  const almost = Buffer.from(KEY.bytes);
  almost[63] ^= 1;
  expect(() => decrypt(BY_HAND, SymmetricKey.random())).toThrow(KeyError);
  expect(() => decrypt(BY_HAND, SymmetricKey.from(almost))).toThrow('another key');
});

test('a right mac over wrong padding is a KeyError too', () => {
  expect(() => decrypt(BAD_PADDING, KEY)).toThrow(KeyError);
});

test('parts that changed their places are refused', () => {
  const [iv, text, mac] = partsOf(BY_HAND);
  expect(() => decrypt(encString([text, iv, mac]), KEY)).toThrow(KeyError);
});

test.each([
  '',
  'hemligt',
  '2.',
  '2.||',
  BY_HAND.replace('2.', '0.'),
  BY_HAND.replace('2.', ''),
  BY_HAND.slice(0, BY_HAND.lastIndexOf('|')),
  `${BY_HAND}|AAAA`,
  `${BY_HAND}\n`,
  BY_HAND.replace('H7V6', 'H7V*'),
  encString([Buffer.alloc(12), Buffer.alloc(16), Buffer.alloc(32)]),
  encString([Buffer.alloc(16), Buffer.alloc(15), Buffer.alloc(32)]),
  encString([Buffer.alloc(16), Buffer.alloc(16), Buffer.alloc(20)]),
])('%j is malformed', (enc) => {
  expect(() => decrypt(enc, KEY)).toThrow(new KeyError('This is not an encrypted string of type 2'));
});

test('an error says nothing of the text or the key', () => {
  expect(() => decrypt(BY_HAND, SymmetricKey.random())).toThrow(
    new KeyError('This was changed, or encrypted with another key'),
  );
});
