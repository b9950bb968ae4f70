import { Injectable } from '@nestjs/common';
import { transaction } from '../database/transaction.js';
import { SecretBox } from '../keys/seal.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, Refusal } from '../web/refusal.js';
import { network } from './network.js';
import { Throttle } from './throttle.entity.js';

/** So many failures within the window are free; from then on a wait stands between two tries. */
interface Limit {
  windowSeconds: number;
  free: number;
  /** Seconds to wait after the last failure, or after the first one of the window. */
  wait: (row: Throttle, now: Date) => number;
}

/** A clock that was put back makes nobody wait longer. */
const since = (then: Date, now: Date): number => Math.max(0, now.getTime() - then.getTime()) / 1000;

const ACCOUNT: Limit = {
  windowSeconds: 15 * 60,
  free: 5,
  wait: ({ failures, lastAt }, now) => Math.min(60, 2 ** (failures - ACCOUNT.free + 1)) - since(lastAt, now),
};
const ADDRESS: Limit = {
  windowSeconds: 3600,
  free: 100,
  wait: ({ since: first }, now) => ADDRESS.windowSeconds - since(first, now),
};

/** A count of failures under one limit. */
interface Counted {
  bucket: string;
  limit: Limit;
}

/**
 * Slows guessing down without letting anybody lock the owner out (design §6): only failures count; tries during a wait are
 * refused unread; a browser that signed in before has a count of its own, and no stranger's failures hold it up.
 */
@Injectable()
export class Throttling {
  constructor(private readonly box: SecretBox) {}

  /**
   * One try at an account's password. It counts as failed before it is made, so that of many at the same time no more are
   * made than one after the other; what finds something, or breaks off, is taken off again.
   * @param knownBrowser what tells apart a browser that signed in to this account before
   * @throws Refusal 429 while this account, or this address, has to wait
   */
  async attempt<T>(
    current: Current,
    account: string,
    knownBrowser: string | undefined,
    work: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const own = this.counted('account', `${account} ${knownBrowser ?? ''}`, ACCOUNT);
    const counts = knownBrowser ? [own] : [own, this.counted('address', network(current.ip), ADDRESS)];
    await this.refuseWaiting(current, counts); // who only knocks on the door costs one read
    await this.count(current, counts);
    try {
      const found = await work();
      if (found) await this.takeBack(current, counts, own);
      return found;
    } catch (error) {
      await this.takeBack(current, counts);
      throw error;
    }
  }

  /** Looks up what a link leads to: an address that tries links that never were is slowed down like one that tries passwords. */
  async link<T>(current: Current, find: () => Promise<T>): Promise<T> {
    const counts = [this.counted('links', network(current.ip), ADDRESS)];
    await this.refuseWaiting(current, counts);
    try {
      return await find();
    } catch (error) {
      if (error instanceof NotThere) await this.count(current, counts);
      throw error;
    }
  }

  /** What an address, and anybody for this account, may do a hundred times an hour, whatever comes of it. */
  async toll(current: Current, kind: string, account: string): Promise<void> {
    const ways = [`account ${account}`, `address ${network(current.ip)}`];
    await this.count(
      current,
      ways.map((way) => this.counted(kind, way, ADDRESS)),
    );
  }

  private counted(kind: string, what: string, limit: Limit): Counted {
    return { bucket: this.box.mac(`throttle ${kind} ${what}`), limit };
  }

  /** Adds one failure to each, or to none. */
  private async count(current: Current, counts: Counted[]): Promise<void> {
    for (const { bucket } of counts) {
      const fresh = 'INSERT IGNORE INTO throttles (bucket, failures, since, last_at) VALUES (?, 0, ?, ?)';
      await current.db.query(fresh, [bucket, current.now, current.now]);
    }
    await transaction(current, async (current) => {
      await this.refuseWaiting(current, counts, 'FOR UPDATE');
      for (const { bucket, limit } of counts) {
        const begins = new Date(current.now.getTime() - limit.windowSeconds * 1000);
        await current.db.query(
          `UPDATE throttles SET failures = IF(since <= ?, 1, failures + 1), since = IF(since <= ?, ?, since), last_at = ?
           WHERE bucket = ?`,
          [begins, begins, current.now, current.now, bucket],
        );
      }
    });
  }

  /** @throws Refusal 429 with the longest of the waits */
  private async refuseWaiting({ db, now }: Current, counts: Counted[], lock = ''): Promise<void> {
    const rows: Throttle[] = await db.query(
      `SELECT bucket, failures, since, last_at AS lastAt FROM throttles WHERE bucket IN (?) ORDER BY bucket ${lock}`,
      [counts.map(({ bucket }) => bucket)],
    );
    const waits = rows.map((row) => {
      const { limit } = counts.find(({ bucket }) => bucket === row.bucket) as Counted;
      return row.failures < limit.free || since(row.since, now) >= limit.windowSeconds ? 0 : limit.wait(row, now);
    });
    const longest = Math.ceil(Math.max(0, ...waits));
    if (longest > 0) throw tooMany(longest);
  }

  /** @param forgiven who got in after some failures begins anew; an address does not, or guessing could hide behind an own account */
  private async takeBack(current: Current, counts: Counted[], forgiven?: Counted): Promise<void> {
    for (const { bucket } of counts) {
      const failures = bucket === forgiven?.bucket ? '0' : 'GREATEST(failures - 1, 0)';
      await current.db.query(`UPDATE throttles SET failures = ${failures} WHERE bucket = ?`, [bucket]);
    }
  }
}

/** Does `note` where a try was refused because it came too soon. */
export async function noting<T>(tried: Promise<T>, note: () => Promise<void>): Promise<T> {
  return tried.catch(async (error) => {
    if (error instanceof Refusal && error.status === 429) await note();
    throw error;
  });
}

const tooMany = (seconds: number) =>
  new Refusal(
    say('There were too many tries. Wait {{count}} seconds and try again.', { count: seconds }),
    {},
    429,
    seconds,
  );
