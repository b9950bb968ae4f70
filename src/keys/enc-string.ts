import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { KeyError } from './key-error.js';
import type { SymmetricKey } from './symmetric-key.js';

const BASE64 = '([A-Za-z0-9+/]+={0,2})';
const TYPE_2 = new RegExp(`^2\\.${BASE64}\\|${BASE64}\\|${BASE64}$`);
const BLOCK = 16;
const MAC_BYTES = 32;

/**
 * Encrypts to an EncString of type 2, `2.iv|ciphertext|mac` in base64: AES-256-CBC, then HMAC-SHA-256 over iv and ciphertext.
 *
 * @param plain text (UTF-8) or bytes, may be empty
 * Source: reference §12.1.
 */
export function encrypt(plain: Buffer | string, key: SymmetricKey): string {
  const iv = randomBytes(BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key.encryption, iv);
  const text = Buffer.concat([
    typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain),
    cipher.final(),
  ]);
  return `2.${[iv, text, macOf(iv, text, key)].map((part) => part.toString('base64')).join('|')}`;
}

/**
 * Opens an EncString of type 2. The mac is checked first and in constant time: nothing that was changed is ever decrypted.
 *
 * @throws KeyError when it is malformed, was changed, or belongs to another key
 */
export function decrypt(enc: string, key: SymmetricKey): Buffer {
  const [iv, text, mac] = (TYPE_2.exec(enc)?.slice(1) ?? []).map((part) => Buffer.from(part, 'base64'));
  const whole = iv?.length === BLOCK && text?.length && text.length % BLOCK === 0 && mac?.length === MAC_BYTES;
  if (!whole) throw new KeyError('This is not an encrypted string of type 2');
  if (!timingSafeEqual(mac, macOf(iv, text, key)))
    throw new KeyError('This was changed, or encrypted with another key');
  try {
    const decipher = createDecipheriv('aes-256-cbc', key.encryption, iv);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    throw new KeyError('The padding of this encrypted string is wrong');
  }
}

/** {@link decrypt}, read as UTF-8. */
export function decryptText(enc: string, key: SymmetricKey): string {
  return decrypt(enc, key).toString('utf8');
}

function macOf(iv: Buffer, text: Buffer, key: SymmetricKey): Buffer {
  return createHmac('sha256', key.authentication).update(iv).update(text).digest();
}
