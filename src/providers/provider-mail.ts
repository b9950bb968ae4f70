import { Injectable } from '@nestjs/common';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';

/** Writes to every confirmed admin of a provider. */
@Injectable()
export class ProviderMail {
  constructor(private readonly outbox: Outbox) {}

  /** @param ids what the letter's writer needs besides the admin */
  async send(current: Current, providerId: string, letter: string, ids: Record<string, string>): Promise<void> {
    const admins: { id: string; email: string }[] = await current.db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.role = 'provider-admin' AND m.status = 'confirmed' ORDER BY u.id`,
      [providerId],
    );
    for (const { id: userId, email: to } of admins) {
      await this.outbox.send(current, { letter, to, ids: { ...ids, userId }, providerId });
    }
  }
}
