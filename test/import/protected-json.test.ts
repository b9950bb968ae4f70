import { expect, test } from '@jest/globals';
import { bitwardenJson } from '../../src/import/formats/bitwarden-json.js';
import type { UnreadableFile } from '../../src/import/unreadable.js';
import { encrypt } from '../../src/keys/enc-string.js';
import { type Kdf, masterKey, stretch } from '../../src/keys/kdf.js';
import { bytes } from './fixtures/all.js';

const PASSWORD = 'hästar på blått gräs';
/** In lower case, so that an account's derivation, which makes it so, can be asked for the same key. */
const SALT = 'c2fsdc1zywx0';
const PLAIN = '{"items":[{"type":1,"name":"Lok"}]}';
const OUTER = { encrypted: true, passwordProtected: true, salt: SALT };

async function protectedWith(kdf: Kdf, settings: object, changes = {}): Promise<Uint8Array> {
  const key = stretch(await masterKey(PASSWORD, SALT, kdf));
  const sealed = { encKeyValidation_DO_NOT_EDIT: encrypt('ett id', key), data: encrypt(PLAIN, key) };
  return bytes(JSON.stringify({ ...OUTER, ...settings, ...sealed, ...changes }));
}

const ARGON: [Kdf, object] = [
  { type: 'argon2id', iterations: 2, memory: 16, parallelism: 1 },
  { kdfType: 1, kdfIterations: 2, kdfMemory: 16, kdfParallelism: 1 },
];

async function refusal(file: Uint8Array, password?: string): Promise<UnreadableFile> {
  return bitwardenJson.parse(file, { password }).then(
    () => expect(false).toBe(true),
    (error) => error,
  ) as Promise<UnreadableFile>;
}

test.each([
  ['Argon2id', ...ARGON],
  ['PBKDF2', { type: 'pbkdf2', iterations: 600_000 }, { kdfType: 0, kdfIterations: 600_000 }],
] as [string, Kdf, object][])('a file under %s opens with its password', async (_, kdf, settings) => {
  const { items } = await bitwardenJson.parse(await protectedWith(kdf, settings), { password: PASSWORD });
  expect(items).toMatchObject([{ type: 'login', name: 'Lok' }]);
});

test('without a password and with a wrong one it asks for one', async () => {
  const file = await protectedWith(...ARGON);
  expect(await refusal(file)).toMatchObject({
    sentence: { key: 'This file has a password of its own. Type it.' },
    asksPassword: true,
  });
  expect(await refusal(file, 'fel')).toMatchObject({
    sentence: { key: 'This is not the password of this file.' },
    asksPassword: true,
  });
});

test('data that was changed is refused, whatever the password', async () => {
  const file = await protectedWith(...ARGON, { data: 'inget' });
  expect((await refusal(file, PASSWORD)).sentence.key).toBe('This protected export was changed or damaged.');
});

const OUT_OF_BOUNDS =
  'The key derivation settings of this file are out of bounds. Export it again under Argon2id with at most 256 MiB, or under PBKDF2.';

test.each([
  ['PBKDF2 with few rounds', { kdfType: 0, kdfIterations: 4999 }],
  ['PBKDF2 with too many', { kdfType: 0, kdfIterations: 2_000_001 }],
  ['half a round', { kdfType: 0, kdfIterations: 5000.5 }],
  ['rounds in words', { kdfType: 0, kdfIterations: '5000' }],
  ['a terabyte of memory', { kdfType: 1, kdfIterations: 3, kdfMemory: 1_048_576, kdfParallelism: 4 }],
  ['more memory than is given to one file', { kdfType: 1, kdfIterations: 3, kdfMemory: 257, kdfParallelism: 4 }],
  ['no memory', { kdfType: 1, kdfIterations: 3, kdfParallelism: 4 }],
  ['a hundred lanes', { kdfType: 1, kdfIterations: 3, kdfMemory: 64, kdfParallelism: 100 }],
  ['eleven passes', { kdfType: 1, kdfIterations: 11, kdfMemory: 64, kdfParallelism: 4 }],
  ['another function', { kdfType: 2, kdfIterations: 5000 }],
  ['none', {}],
])('settings out of bounds are refused before anything is derived: %s', async (_, settings) => {
  const file = bytes(JSON.stringify({ ...OUTER, ...settings, encKeyValidation_DO_NOT_EDIT: 'x', data: 'x' }));
  expect((await refusal(file, PASSWORD)).sentence.key).toBe(OUT_OF_BOUNDS);
});

test('a file without its data is refused', async () => {
  const file = bytes(JSON.stringify({ ...OUTER, kdfType: 0, kdfIterations: 5000 }));
  expect((await refusal(file, PASSWORD)).sentence.key).toBe('This protected export is not complete.');
});

test('an export that only its own account opens says how to make another', async () => {
  const file = bytes(JSON.stringify({ encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.x|x|x', items: [] }));
  expect((await refusal(file)).sentence.key).toContain('opens only in the account that made it');
});
