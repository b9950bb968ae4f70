import { isIP } from 'node:net';

export const CONFIG = Symbol('config');

/** What the operator sets by environment variables; the README has the table. */
export interface Config {
  baseUrl: URL;
  /** True while BASE_URL is loopback: no TLS, an Outbox instead of SMTP, the server listens on loopback only. */
  local: boolean;
  host: string;
  port: number;
  databaseUrl: string;
  /** Seals what the server holds, newest first. */
  secretKeys: string[];
  smtpUrl?: string;
  mailFrom: string;
  trustProxy: string[];
  metricsToken?: string;
  logLevel: string;
  /** `npm run dev`: templates are read again at each start, nothing is cached by the browser. */
  dev: boolean;
}

/** Something the operator can mend; printed as it is, without a stack. */
export class PlainError extends Error {
  readonly plain = true;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads and checks the configuration. Every fault is collected, so that the operator mends all of them at once.
 * @throws PlainError naming each variable that is missing or wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const port = wholeNumber(env.PORT || '3000');
  if (port === undefined || port > 65_535) faults.push('PORT must be a number from 0 to 65535.');
  const baseUrl = readBaseUrl(env.BASE_URL || `http://localhost:${port ?? 3000}`, faults);
  const local = LOOPBACK.has(baseUrl.hostname);

  const secretKeys = list(env.SECRET_KEYS);
  if (!env.DATABASE_URL) faults.push('DATABASE_URL is missing; `npm start` sets it for its own database.');
  if (secretKeys.length === 0) {
    faults.push('SECRET_KEYS is missing: set 32 random bytes, for example from `openssl rand -base64 32`.');
  } else if (secretKeys.some((key) => Buffer.from(key, 'base64').length < 32)) {
    faults.push('SECRET_KEYS: each key needs at least 32 random bytes in base64.');
  }
  if (!local) {
    if (baseUrl.protocol !== 'https:') faults.push('BASE_URL must begin with https:// unless it is this machine.');
    if (!env.SMTP_URL) faults.push('SMTP_URL is missing: a server that others reach has to send its own mail.');
    if (!env.MAIL_FROM) faults.push('MAIL_FROM is missing: the address that mail comes from.');
  }
  if (env.MAIL_FROM && !/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(env.MAIL_FROM)) {
    faults.push('MAIL_FROM must be an address, such as Clientele <portal@example.com>.');
  }
  const trustProxy = list(env.TRUST_PROXY);
  if (trustProxy.some((entry) => !isIP(entry.split('/')[0]) && entry !== 'loopback')) {
    faults.push('TRUST_PROXY must list addresses of proxies, such as 127.0.0.1 or 10.0.0.0/8, with commas.');
  }
  const host = env.HOST || '127.0.0.1';
  if (local && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    faults.push('HOST opens the server to others; set BASE_URL to its https address first.');
  }
  if (faults.length > 0) throw new PlainError(`Clientele cannot start yet:\n- ${faults.join('\n- ')}`);
  return {
    baseUrl,
    local,
    host,
    port: port as number,
    databaseUrl: env.DATABASE_URL as string,
    secretKeys,
    smtpUrl: env.SMTP_URL || undefined,
    mailFrom: env.MAIL_FROM || `Clientele <clientele@${baseUrl.hostname}>`,
    trustProxy,
    metricsToken: env.METRICS_TOKEN || undefined,
    logLevel: env.LOG_LEVEL || 'info',
    dev: env.CLIENTELE_DEV === '1',
  };
}

function readBaseUrl(text: string, faults: string[]): URL {
  try {
    const url = new URL(text);
    if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) throw new Error();
    return url;
  } catch {
    faults.push('BASE_URL must be an address without a path, such as https://portal.example.com.');
    return new URL('http://localhost');
  }
}

/** What a variable lists, by commas or spaces. */
export const list = (text = ''): string[] => text.split(/[\s,]+/).filter(Boolean);
const wholeNumber = (text: string): number | undefined => (/^\d{1,5}$/.test(text) ? Number(text) : undefined);
