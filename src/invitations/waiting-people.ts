import { Injectable } from '@nestjs/common';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';

const HOUR = 3600 * 1000;

/** Tells provider admins by mail that people wait for confirmation: gathered, at most once an hour for each of them. */
@Injectable()
export class WaitingPeople {
  constructor(private readonly outbox: Outbox) {}

  async announce(current: Current, providerId: string): Promise<void> {
    // Who accept at the same moment come one after the other, so that the second one sees the first one's mail.
    await current.db.query("SELECT id FROM members WHERE provider_id = ? AND role = 'provider-admin' FOR UPDATE", [
      providerId,
    ]);
    const admins: { id: string; email: string }[] = await current.db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.role = 'provider-admin' AND m.status = 'confirmed'`,
      [providerId],
    );
    for (const { id, email } of admins) {
      const [last]: { state: string; ended_at: Date | null }[] = await current.db.query(
        `SELECT state, ended_at FROM mails WHERE letter = 'people-waiting' AND address = ? AND provider_id = ? ORDER BY id DESC LIMIT 1`,
        [email, providerId],
      );
      if (last?.state === 'queued') continue; // it lists everybody who waits when it goes out
      const notBefore = last?.ended_at
        ? new Date(Math.max(last.ended_at.getTime() + HOUR, current.now.getTime()))
        : undefined;
      await this.outbox.send(current, {
        letter: 'people-waiting',
        to: email,
        ids: { providerId, userId: id },
        providerId,
        notBefore,
      });
    }
  }
}
