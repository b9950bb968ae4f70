import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, In, LessThanOrEqual } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { Letters } from './letters.js';
import { Mail } from './mail.entity.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LEASE = 60 * SECOND;
const BATCH = 20;
const LONGEST_WAIT = 60 * MINUTE;

/** The rows that are due, and how a try changes them. */
@Injectable()
export class MailQueue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly letters: Letters,
  ) {}

  /**
   * Takes some due mails for this process until the lease runs out: a process that is killed leaves them due again by
   * themselves. Committed on return, so that nobody else begins to send them.
   */
  async claim(now: Date): Promise<Mail[]> {
    const due = { nextAt: LessThanOrEqual(now) };
    const { manager } = this.dataSource;
    const found = await manager.find(Mail, {
      select: { id: true },
      where: due,
      order: { nextAt: 'ASC', id: 'ASC' },
      take: BATCH,
    });
    if (found.length === 0) return [];
    const mine = { id: In(found.map(({ id }) => id)), claimedBy: randomUUID() };
    const leased = { claimedBy: mine.claimedBy, nextAt: new Date(now.getTime() + LEASE) };
    await transaction({ db: manager }, ({ db }) => db.update(Mail, { id: mine.id, ...due }, leased));
    return manager.find(Mail, { where: mine, order: { id: 'ASC' } });
  }

  /** The mail came to an end; its letter's module hears of it in the same transaction. */
  async end(mail: Mail, changes: Partial<Mail> & Pick<Mail, 'state'>, now: Date): Promise<void> {
    await this.settle(mail, { token: null, nextAt: null, ...changes, endedAt: now }, now);
  }

  /** Not now: again in a minute, then after twice as long each time up to an hour, and in any case when it expires. */
  async postpone(mail: Mail, answer: string, now: Date): Promise<void> {
    const again = new Date(now.getTime() + Math.min(LONGEST_WAIT, MINUTE * 2 ** mail.attempts));
    const nextAt = mail.expiresAt && mail.expiresAt < again ? mail.expiresAt : again;
    await this.settle(mail, { attempts: mail.attempts + 1, answer, nextAt }, now);
  }

  /** A mail that was delivered into the Outbox has expired there. */
  async eraseToken(mail: Mail, now: Date): Promise<void> {
    await this.settle(mail, { token: null, nextAt: null }, now);
  }

  /** Nothing happens when the mail was cancelled meanwhile or the lease was lost: the row's claim is another then. */
  private async settle(mail: Mail, changes: Partial<Mail>, now: Date): Promise<void> {
    const { id, claimedBy } = mail;
    if (!claimedBy) throw new Error(`Mail ${id} was not claimed`);
    await transaction({ db: this.dataSource.manager }, async ({ db }) => {
      const { affected } = await db.update(Mail, { id, claimedBy }, { ...changes, claimedBy: null });
      const ended = changes.state !== undefined;
      if (affected && ended) await this.letters.tell(db, { ...mail, ...changes, claimedBy: null }, now);
    });
  }
}
