import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { hkdf } from './hkdf.js';
import { KeyError } from './key-error.js';

const NONCE = 12;
const TAG = 16;
const KEY = 32;
const PROOF = 'clientele secret key';

/**
 * Seals what the server keeps for itself: AES-256-GCM, base64url of nonce, ciphertext and tag.
 *
 * @param key32 32 bytes; random nonces allow 2³² seals under one key (NIST SP 800-38D §8.3)
 * @param aad where it belongs (table, row, column); it opens with the same words only, so it cannot be moved elsewhere
 */
export function seal(plain: Buffer, key32: Buffer, aad: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', checked(key32), nonce, { authTagLength: TAG }).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Opens what {@link seal} made. @throws KeyError when it is malformed, was changed or moved, or the key is another */
export function open(sealed: string, key32: Buffer, aad: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== sealed) throw new KeyError('This is not a seal');
  const nonce = bytes.subarray(0, NONCE);
  const opener = createDecipheriv('aes-256-gcm', checked(key32), nonce, { authTagLength: TAG })
    .setAAD(Buffer.from(aad))
    .setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([opener.update(bytes.subarray(NONCE, -TAG)), opener.final()]);
  } catch {
    throw new KeyError('This seal was changed or moved, or made with another key');
  }
}

/**
 * Seals under the server's own secrets (`SECRET_KEYS`). What an older secret sealed still opens while that secret is in the
 * list: `keyId.seal`, the id being the first four bytes of the secret's SHA-256 in hex.
 */
export class SecretBox {
  readonly #secrets: { id: string; bytes: Buffer; seals: Buffer }[];
  readonly #macKey: Buffer;

  /**
   * @param secrets newest first, each at least 32 bytes in hex, base64 or base64url
   * @throws KeyError when there is none, or one is malformed or too short
   */
  constructor(secrets: string[]) {
    if (secrets.length === 0) throw new KeyError('At least one secret key is needed');
    this.#secrets = secrets.map(readSecret).map((bytes) => ({
      id: createHash('sha256').update(bytes).digest('hex').slice(0, 8),
      bytes,
      seals: hkdf(bytes, '', 'clientele seal', KEY),
    }));
    this.#macKey = hkdf(this.#secrets[0].bytes, '', 'clientele mac', KEY);
  }

  /** Seals a text under the newest secret; `aad` as in {@link seal}. */
  seal(text: string, aad: string): string {
    const [newest] = this.#secrets;
    return `${newest.id}.${seal(Buffer.from(text), newest.seals, aad)}`;
  }

  /** @throws KeyError when the secret is no longer in the list, and as {@link open} does */
  open(sealed: string, aad: string): string {
    const [, id, body] = /^([0-9a-f]{8})\.([\w-]+)$/.exec(sealed) ?? [];
    const secret = this.#secrets.find((one) => one.id === id);
    if (!secret) throw new KeyError('This was sealed under a secret key that is not in the list');
    return open(body, secret.seals, aad).toString('utf8');
  }

  /** The ids that seals begin with, the newest secret's first. */
  ids(): string[] {
    return this.#secrets.map(({ id }) => id);
  }

  /** One seal under each secret: whoever opens all of them has these secrets. */
  proofs(): string[] {
    return this.#secrets.map(({ id, seals }) => `${id}.${seal(Buffer.from(PROOF), seals, PROOF)}`);
  }

  /** Has this list the secret that a proof was made with? */
  proves(proof: string): boolean {
    try {
      return this.open(proof, PROOF) === PROOF;
    } catch (error) {
      if (error instanceof KeyError) return false;
      throw error;
    }
  }

  /** HMAC-SHA-256 in hex, under the newest secret. Compare in constant time. */
  mac(text: string): string {
    return createHmac('sha256', this.#macKey).update(text).digest('hex');
  }

  /** 32 bytes of the newest secret's own for one purpose, the same at each start. */
  key(purpose: string): Buffer {
    return this.keys(purpose)[0];
  }

  /** As {@link key}, of every secret: what an older one signed is still good. */
  keys(purpose: string): Buffer[] {
    return this.#secrets.map(({ bytes }) => hkdf(bytes, '', `clientele key: ${purpose}`, KEY));
  }
}

function checked(key: Buffer): Buffer {
  if (key.length !== KEY) throw new KeyError(`A sealing key has ${KEY} bytes, this has ${key.length}`);
  return key;
}

function readSecret(text: string, index: number): Buffer {
  const hex = /^[0-9a-f]+$/i.test(text); // random base64 of this length never has hex digits alone
  const bytes = Buffer.from(text, hex ? 'hex' : 'base64');
  if (!/^[\w+/-]+={0,2}$/.test(text) || bytes.length < KEY || (hex && text.length % 2 === 1)) {
    throw new KeyError(`Secret key ${index + 1} must be at least ${KEY} random bytes in hex or base64`);
  }
  return bytes;
}
