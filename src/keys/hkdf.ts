import { createHmac } from 'node:crypto';

const HASH_BYTES = 32;

/**
 * HKDF-Expand with SHA-256 alone, for input that is already a key: no salt, no extract step (which `hkdfSync` always does).
 *
 * @param prk the pseudorandom key, at least 32 bytes
 * @param info what the output is for; text is taken as UTF-8
 * @param length how many bytes to give, at most 255 × 32
 * @throws RangeError when the key is too short or too much is asked for
 * Source: RFC 5869 §2.3.
 */
export function hkdfExpand(prk: Buffer, info: string | Buffer, length: number): Buffer {
  if (prk.length < HASH_BYTES) throw new RangeError(`HKDF expands a key of at least ${HASH_BYTES} bytes`);
  const rounds = Math.ceil(length / HASH_BYTES);
  if (!Number.isInteger(length) || length < 1 || rounds > 255) {
    throw new RangeError(`HKDF gives between 1 and ${255 * HASH_BYTES} bytes`);
  }
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(0);
  for (let round = 1; round <= rounds; round++) {
    block = createHmac('sha256', prk)
      .update(block)
      .update(info)
      .update(Buffer.from([round]))
      .digest();
    blocks.push(block);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/**
 * HKDF with SHA-256, extract and expand.
 *
 * @param ikm secret input of any length; it must be hard to guess, this is no password hash
 * @param salt public, may be empty
 * @param info what the output is for
 * @param length how many bytes to give, at most 255 × 32
 * @throws RangeError when too much is asked for
 * Source: RFC 5869 §2.
 */
export function hkdf(ikm: Buffer, salt: string | Buffer, info: string | Buffer, length: number): Buffer {
  return hkdfExpand(createHmac('sha256', salt).update(ikm).digest(), info, length);
}
