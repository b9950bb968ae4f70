import { createHash, randomBytes } from 'node:crypto';

/** A secret for a link or a key: 256 random bits, 43 characters of base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What of a token is kept: SHA-256 in hex, 64 characters. It needs no salt, tokens cannot be guessed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
