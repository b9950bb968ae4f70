import { Secret, TOTP } from 'otpauth';

/** What authenticator apps agree on: SHA-1, six digits, a new code every 30 seconds (RFC 6238 §4, §5.1). */
const PERIOD = 30;
const SEED_BYTES = 20; // as long as SHA-1's output (RFC 4226 §4, R6)
/** Clocks may be one step apart (RFC 6238 §5.2). */
const DRIFT = 1;

/** A new seed: 160 random bits in base 32, as it is typed into an app. */
export const newSeed = (): string => new Secret({ size: SEED_BYTES }).base32;

/**
 * The step, counted in 30 seconds since 1970, whose code this is.
 *
 * @param seed base 32
 * @param code as typed; spaces are fine
 * @returns undefined unless it is the code of now, of the step before or of the one after
 */
export function stepOf(seed: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totp(seed).validate({ token, timestamp, window: DRIFT });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD) + delta;
}

/** The code that an app shows at that moment. */
export const codeAt = (seed: string, now: Date): string => totp(seed).generate({ timestamp: now.getTime() });

/** What a QR code says to an app: `otpauth://totp/issuer:account?…`. */
export const totpAddress = (seed: string, issuer: string, account: string): string =>
  totp(seed, { issuer, label: account }).toString();

const totp = (seed: string, names = {}) =>
  new TOTP({ ...names, secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: PERIOD });
