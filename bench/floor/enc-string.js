import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 64 bytes: what is encrypted with, what is authenticated with. */
export const keyOf = (bytes) => ({ bytes, encryption: bytes.subarray(0, 32), authentication: bytes.subarray(32) });

export function seal(text, { encryption, authentication }) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', encryption, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', authentication).update(iv).update(sealed).digest('base64');
  return `2.${iv.toString('base64')}|${sealed.toString('base64')}|${mac}`;
}

export function open(enc, { encryption, authentication }) {
  const [iv, sealed, mac] = enc
    .slice(2)
    .split('|')
    .map((part) => Buffer.from(part, 'base64'));
  if (!timingSafeEqual(mac, createHmac('sha256', authentication).update(iv).update(sealed).digest()))
    throw new Error('This was changed');
  const decipher = createDecipheriv('aes-256-cbc', encryption, iv);
  return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
}
