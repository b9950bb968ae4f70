import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { promisify } from 'node:util';
import { KeyError } from './key-error.js';
import { SymmetricKey } from './symmetric-key.js';

/** `publicKey` is SPKI DER in base64, `privateKey` PKCS#8 DER (to be encrypted before it is kept). */
export type KeyPair = { publicKey: string; privateKey: Buffer };

const BITS = 2048;
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
const generate = promisify(generateKeyPair);

/** A new RSA-2048 pair, made outside the event loop: 40 to 350 ms. Source: reference §12.1. */
export async function makeKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: BITS,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return { publicKey: publicKey.toString('base64'), privateKey };
}

/**
 * Hands a key over to whoever holds the private key: an EncString of type 4 (RSA-OAEP with SHA-1), `4.base64`.
 * SHA-1 is the format's choice; OAEP does not rest on its resistance to collisions.
 *
 * @param publicKey SPKI DER in base64
 * @throws KeyError when that is no RSA key of at least 2048 bits
 * Source: reference §12.1, RFC 8017 §7.1.
 */
export function wrap(key: SymmetricKey, publicKey: string): string {
  const recipient = rsaKey(() =>
    createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
  );
  return `4.${publicEncrypt({ key: recipient, ...OAEP }, key.bytes).toString('base64')}`;
}

/**
 * Opens what {@link wrap} made; takes about a millisecond.
 *
 * @param enc EncString of type 4
 * @param privateKey PKCS#8 DER
 * @throws KeyError when either is malformed, or `enc` was made for another key pair or holds something else than a key
 */
export function unwrap(enc: string, privateKey: Buffer): SymmetricKey {
  const own = rsaKey(() => createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }));
  const [, wrapped] = /^4\.([A-Za-z0-9+/]+={0,2})$/.exec(enc) ?? [];
  if (!wrapped) throw new KeyError('This is not an encrypted string of type 4');
  let bytes: Buffer;
  try {
    bytes = privateDecrypt({ key: own, ...OAEP }, Buffer.from(wrapped, 'base64'));
  } catch {
    throw new KeyError('This key was changed, or wrapped for another key pair');
  }
  return SymmetricKey.from(bytes);
}

function rsaKey(read: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = read();
  } catch {
    // said below, in words and without the key's bytes
  }
  if (key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < BITS) {
    throw new KeyError(`This is not an RSA key of at least ${BITS} bits`);
  }
  return key;
}
