import { createHash, pbkdf2, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { hashRaw } from '@node-rs/argon2';
import { decryptText, encrypt } from '../keys/enc-string.js';
import { DEFAULT_KDF, type Kdf, stretch } from '../keys/kdf.js';
import { KeyError } from '../keys/key-error.js';
import type { SymmetricKey } from '../keys/symmetric-key.js';
import { say } from '../web/message.js';
import type { Json } from './json.js';
import { UnreadableFile } from './unreadable.js';

const ARGON2ID = 2; // a const enum in the package's types, absent at run time
const KEY_BYTES = 32;
const TYPES: Kdf['type'][] = ['pbkdf2', 'argon2id'];
const slowHash = promisify(pbkdf2);

/**
 * What a file may ask of us before anything is derived: its numbers are a stranger's (source: import-formats §3.4). Of memory, a quarter
 * of what the program may be told to use: it is this server's, and no thread's limit counts it.
 */
const BOUNDS = { pbkdf2: [5000, 2_000_000], iterations: [2, 10], memory: [16, 256], parallelism: [1, 16] };
const OUT_OF_BOUNDS = say(
  'The key derivation settings of this file are out of bounds. Export it again under Argon2id with at most 256 MiB, or under PBKDF2.',
);

/**
 * The plain JSON in a password-protected export.
 *
 * @param json the outer object
 * @throws UnreadableFile when there is no password or a wrong one, the settings are out of bounds, or parts are missing
 * Source: import-formats §3.4.
 */
export async function openProtected(json: Json, password?: string): Promise<string> {
  const kdf = settings(json);
  const [salt, proof, data] = ['salt', 'encKeyValidation_DO_NOT_EDIT', 'data'].map((name) => json.at(name).text);
  if (!salt || !proof || !data) throw new UnreadableFile(say('This protected export is not complete.'));
  if (!password) throw new UnreadableFile(say('This file has a password of its own. Type it.'), true);
  const key = await fileKey(password, salt, kdf);
  decrypted(proof, key, () => new UnreadableFile(say('This is not the password of this file.'), true));
  return decrypted(data, key, () => new UnreadableFile(say('This protected export was changed or damaged.')));
}

/**
 * A password-protected export around plain JSON, with the default key derivation.
 *
 * @param plain the JSON of an unprotected export
 * @returns JSON that any client of the format opens with the password
 */
export async function protect(plain: string, password: string): Promise<string> {
  const salt = randomBytes(16).toString('base64');
  const kdf = DEFAULT_KDF;
  const key = await fileKey(password, salt, kdf);
  const outer = {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: TYPES.indexOf(kdf.type),
    kdfIterations: kdf.iterations,
    ...(kdf.type === 'argon2id' && { kdfMemory: kdf.memory, kdfParallelism: kdf.parallelism }),
    encKeyValidation_DO_NOT_EDIT: encrypt(randomUUID(), key),
    data: encrypt(plain, key),
  };
  return JSON.stringify(outer, undefined, 2);
}

function settings(json: Json): Kdf {
  const number = (name: string) => json.at(name).number ?? Number.NaN;
  const type = TYPES[number('kdfType')];
  const iterations = number('kdfIterations');
  const [memory, parallelism] = [number('kdfMemory'), number('kdfParallelism')];
  const fits =
    type === 'argon2id'
      ? within(iterations, BOUNDS.iterations) &&
        within(memory, BOUNDS.memory) &&
        within(parallelism, BOUNDS.parallelism)
      : type === 'pbkdf2' && within(iterations, BOUNDS.pbkdf2);
  if (!fits) throw new UnreadableFile(OUT_OF_BOUNDS);
  return type === 'argon2id' ? { type, iterations, memory, parallelism } : { type: 'pbkdf2', iterations };
}

const within = (value: number, [least, most]: number[]) => Number.isInteger(value) && value >= least && value <= most;

/** The salt is the text in the file as it is, neither decoded nor lower-cased as an account's would be. */
async function fileKey(password: string, salt: string, kdf: Kdf): Promise<SymmetricKey> {
  if (kdf.type === 'pbkdf2') return stretch(await slowHash(password, salt, kdf.iterations, KEY_BYTES, 'sha256'));
  return stretch(
    await hashRaw(password, {
      algorithm: ARGON2ID,
      salt: createHash('sha256').update(salt).digest(),
      timeCost: kdf.iterations,
      memoryCost: kdf.memory * 1024,
      parallelism: kdf.parallelism,
      outputLen: KEY_BYTES,
    }),
  );
}

function decrypted(text: string, key: SymmetricKey, refusal: () => UnreadableFile): string {
  try {
    return decryptText(text, key);
  } catch (error) {
    throw error instanceof KeyError ? refusal() : error;
  }
}
