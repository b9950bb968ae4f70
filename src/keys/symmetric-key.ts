import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { KeyError } from './key-error.js';

const HALF = 32;

/**
 * 64 bytes: 32 to encrypt with, 32 to authenticate with (user, provider and organization keys; reference §12.1).
 * Written to a log, to JSON or into a sentence it says `[key]`. Two keys are compared by their `bytes`: to `toEqual` of
 * a test all of them look alike.
 */
export class SymmetricKey {
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  static random(): SymmetricKey {
    return new SymmetricKey(randomBytes(2 * HALF));
  }

  /** A key from its 64 bytes, which are copied. @throws KeyError when they are not 64. */
  static from(bytes: Uint8Array): SymmetricKey {
    if (bytes.length !== 2 * HALF) throw new KeyError(`A key has ${2 * HALF} bytes, this has ${bytes.length}`);
    return new SymmetricKey(Buffer.from(bytes));
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** The half for AES-256. */
  get encryption(): Buffer {
    return this.#bytes.subarray(0, HALF);
  }

  /** The half for HMAC-SHA-256. */
  get authentication(): Buffer {
    return this.#bytes.subarray(HALF);
  }

  toString(): string {
    return '[key]';
  }

  toJSON(): string {
    return '[key]';
  }

  [inspect.custom](): string {
    return '[key]';
  }
}
