import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Schedules } from '../database/schedules.js';
import { Clock } from '../web/clock.js';
import { END_AFTER_IDLE, LOCK_AFTER } from './session.store.js';

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const BATCH = 1000;

/** What means nothing any more after so long. Dead links stay a while, so that they can say why they are dead. */
const RUBBISH: [sql: string, age: number][] = [
  ['UPDATE sessions SET keyring = NULL WHERE keyring IS NOT NULL AND seen_at <= ?', LOCK_AFTER],
  ['DELETE FROM sessions WHERE seen_at <= ?', END_AFTER_IDLE],
  ['DELETE FROM sessions WHERE expires_at <= ?', 0],
  ['DELETE FROM unfinished_sign_ins WHERE expires_at <= ?', 0],
  ['DELETE FROM remembered_browsers WHERE expires_at <= ?', 0],
  ['DELETE FROM throttles WHERE last_at <= ?', HOUR],
  ['DELETE FROM form_uses WHERE used_at <= ?', DAY],
  ['DELETE FROM email_changes WHERE expires_at <= ?', 30 * DAY],
  ['DELETE FROM password_links WHERE expires_at <= ?', 30 * DAY],
];

/** Clears away, once an hour, what has expired. */
@Injectable()
export class AccountSweep implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(HOUR / 1000, 'account sweep', () => this.run());
  }

  /** In batches, so that nobody waits for a lock for long. */
  async run(): Promise<void> {
    for (const [sql, age] of RUBBISH) {
      const before = new Date(this.clock.now().getTime() - age);
      let swept = BATCH;
      while (swept === BATCH) swept = (await this.dataSource.query(`${sql} LIMIT ${BATCH}`, [before])).affectedRows;
    }
  }
}
