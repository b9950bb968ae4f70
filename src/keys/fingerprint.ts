import { createHash, createHmac } from 'node:crypto';
import { hkdfExpand } from './hkdf.js';
import { WORDS } from './words.js';

const PHRASE_WORDS = 5; // 5 × 12.9 bits; the least that makes 64
const PAIRS = Array.from({ length: PHRASE_WORDS }, (_, first) =>
  Array.from({ length: PHRASE_WORDS - first - 1 }, (_, gap): [number, number] => [first, first + gap + 1]),
).flat();

/**
 * The five words by which two people compare a public key, by telephone or face to face.
 *
 * @param userId whose key it is said to be: the same key gives other words for another person
 * @param publicKey SPKI DER in base64
 * @returns five words of the EFF long list (some have a hyphen: "drop-down")
 * Source: reference §12.1. The 32 bytes are one big-endian number; its digits in base 7,776, the lowest first, are the words.
 */
export function fingerprintPhrase(userId: string, publicKey: string): string[] {
  const keyHash = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest();
  let number = BigInt(`0x${hkdfExpand(keyHash, userId, 32).toString('hex')}`);
  return Array.from({ length: PHRASE_WORDS }, () => {
    const word = WORDS[Number(number % BigInt(WORDS.length))];
    number /= BigInt(WORDS.length);
    return word;
  });
}

/**
 * Which two words of a phrase to ask for: drawn, so that the answer to one question does not answer the next, and the same
 * each time for the same context, so that the page keeps nothing.
 *
 * @param secret a key of the server, so that nobody knows the draw beforehand
 * @param context what the draw is for, such as form id and member
 * @returns two different positions from 0 to 4, the lower first
 */
export function drawnWords(secret: Buffer, context: string): [number, number] {
  const draw = createHmac('sha256', secret).update(context).digest().readUIntBE(0, 6);
  return [...PAIRS[draw % PAIRS.length]] as [number, number];
}
