import { createPrivateKey } from 'node:crypto';
import { decrypt } from '../../src/keys/enc-string.js';
import { hkdf } from '../../src/keys/hkdf.js';
import { stretch } from '../../src/keys/kdf.js';
import { recoveryKey } from '../../src/keys/recovery-code.js';
import { unwrap } from '../../src/keys/rsa.js';
import { open } from '../../src/keys/seal.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';

/** A wrapped key as a thief finds it. */
export interface Wrapped {
  what: string;
  enc: string;
  /** Of a keyring: the row that it is sealed for. */
  row?: string;
}

const WORD = /[A-Za-z0-9+/_=.|-]{8,}/g;
const PARTS = /[.|]/;

/** Every byte string in texts: each word of them, and each part of it, as it stands and out of hex, base64 and base64url. */
export function byteStrings(texts: string[]): Buffer[] {
  const words = new Set<string>();
  for (const text of texts)
    for (const [word] of text.matchAll(WORD)) for (const part of [word, ...word.split(PARTS)]) words.add(part);
  const found = new Map<string, Buffer>();
  for (const word of words) {
    const hex = /^([0-9a-f]{2})+$/i.test(word) ? [Buffer.from(word, 'hex')] : [];
    for (const bytes of [Buffer.from(word), Buffer.from(word, 'base64'), ...hex])
      found.set(bytes.toString('latin1'), bytes);
  }
  return [...found.values()].filter(({ length }) => length >= 16);
}

/** What the formats make a key of: 64 bytes as they are, 32 as a master key, 20 as a recovery code; and PKCS#8. */
function keysFrom(bytes: Buffer): { symmetric: SymmetricKey[]; privateKey?: Buffer } {
  const symmetric: SymmetricKey[] = [];
  if (bytes.length === 64) symmetric.push(SymmetricKey.from(bytes));
  if (bytes.length >= 32) symmetric.push(stretch(bytes.subarray(0, 32)));
  if (bytes.length === 20) symmetric.push(recoveryKey(bytes));
  return { symmetric, privateKey: isPrivateKey(bytes) ? bytes : undefined };
}

function isPrivateKey(bytes: Buffer): boolean {
  if (bytes.length < 500) return false;
  return works(() => createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));
}

function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

/** Tries everything against everything. @returns what opened */
export function opened(wrapped: Wrapped[], heap: Buffer[]): string[] {
  const keys = heap.map((bytes) => ({ bytes, ...keysFrom(bytes) }));
  const opens = ({ what, enc, row }: Wrapped) =>
    keys.some(({ bytes, symmetric, privateKey }) => {
      if (row) return works(() => open(enc, hkdf(bytes, '', 'clientele session keyring', 32), `${what} ${row}`));
      if (enc.startsWith('4.')) return privateKey && works(() => unwrap(enc, privateKey));
      return symmetric.some((key) => works(() => decrypt(enc, key)));
    });
  return wrapped.filter(opens).map(({ what }) => what);
}
