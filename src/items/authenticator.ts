import { Secret, TOTP, URI } from 'otpauth';

/** What is revealed; of an authenticator's code also how long it is good. */
export interface CodeNow {
  value: string;
  seconds?: number;
}

/**
 * The code that an authenticator shows for an item's key (RFC 6238), and for how many seconds more.
 * @param key base 32, with or without blanks, or an `otpauth://totp` address
 * @returns undefined for a key of another kind
 */
export function codeNow(key: string, now: Date): CodeNow | undefined {
  try {
    const found = key.startsWith('otpauth:')
      ? URI.parse(key)
      : new TOTP({ secret: Secret.fromBase32(key.replace(/[\s-]/g, '').toUpperCase()) });
    if (!(found instanceof TOTP)) return undefined;
    const timestamp = now.getTime();
    return { value: found.generate({ timestamp }), seconds: Math.ceil(found.remaining({ timestamp }) / 1000) };
  } catch {
    return undefined;
  }
}
