import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SecretBox } from '../keys/seal.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';

const ACCOUNT_WINDOW = 15 * 60;
const FREE_TRIES = 5;
const LONGEST_WAIT = 60;
const ADDRESS_WINDOW = 3600;
const ADDRESS_TRIES = 100;

interface Row {
  bucket: string;
  failures: number;
  since: Date;
  last_at: Date;
}

/**
 * Slows guessing down without letting anybody lock the owner out (design §6): only failures count; tries during a wait are
 * refused unread; a browser that signed in before has its own count.
 */
@Injectable()
export class Throttling {
  constructor(private readonly box: SecretBox) {}

  /** @throws Refusal 429 while this account, or this address, has to wait */
  async check(current: Current, account: string, knownBrowser?: string): Promise<void> {
    const buckets = this.buckets(current, account, knownBrowser);
    const rows: Row[] = await current.db.query('SELECT * FROM throttles WHERE bucket IN (?, ?)', [
      buckets.account,
      buckets.address,
    ]);
    for (const row of rows) {
      const wait = row.bucket === buckets.address ? addressWait(row, current.now) : accountWait(row, current.now);
      if (wait > 0) throw tooMany(wait);
    }
  }

  async failed(current: Current, account: string, knownBrowser?: string): Promise<void> {
    const buckets = this.buckets(current, account, knownBrowser);
    await count(current.db, buckets.account, ACCOUNT_WINDOW, current.now);
    await count(current.db, buckets.address, ADDRESS_WINDOW, current.now);
  }

  private buckets(current: Current, account: string, knownBrowser?: string) {
    return {
      account: this.box.mac(`throttle account ${account} ${knownBrowser ?? ''}`),
      address: this.box.mac(`throttle address ${network(current.ip)}`),
    };
  }
}

/** A relative update: parallel failures all count. */
async function count(db: EntityManager, bucket: string, window: number, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO throttles (bucket, failures, since, last_at) VALUES (?, 1, ?, ?) ON DUPLICATE KEY UPDATE
      failures = IF(since < ? - INTERVAL ? SECOND, 1, failures + 1),
      since = IF(since < ? - INTERVAL ? SECOND, ?, since),
      last_at = ?`,
    [bucket, now, now, now, window, now, window, now, now],
  );
}

const secondsSince = (then: Date, now: Date) => (now.getTime() - then.getTime()) / 1000;

function accountWait(row: Row, now: Date): number {
  if (row.failures < FREE_TRIES || secondsSince(row.since, now) > ACCOUNT_WINDOW) return 0;
  return Math.ceil(Math.min(LONGEST_WAIT, 2 ** (row.failures - FREE_TRIES + 1)) - secondsSince(row.last_at, now));
}

function addressWait(row: Row, now: Date): number {
  const left = ADDRESS_WINDOW - secondsSince(row.since, now);
  return row.failures < ADDRESS_TRIES || left <= 0 ? 0 : Math.ceil(left);
}

/** The network that one customer of a carrier has: an IPv4 address, or the first 64 bits of an IPv6 one. */
function network(ip: string): string {
  if (!ip.includes(':')) return ip;
  const [head, tail = ''] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const zeros = ip.includes('::') ? Array(8 - groups.length - tail.split(':').filter(Boolean).length).fill('0') : [];
  return [...groups, ...zeros, ...tail.split(':')].slice(0, 4).join(':');
}

const tooMany = (seconds: number) =>
  new Refusal(
    say('There were too many tries. Wait {{count}} seconds and try again.', { count: seconds }),
    {},
    429,
    seconds,
  );
