import { Injectable } from '@nestjs/common';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';

/** Writes to every confirmed owner of a client what happens to it. */
@Injectable()
export class OwnerMail {
  constructor(private readonly outbox: Outbox) {}

  /** @param ids what the letter's writer needs besides the owner */
  async send(
    current: Current,
    client: { id: string; providerId: string | null },
    letter: string,
    ids: Record<string, string> = { organizationId: client.id },
  ): Promise<void> {
    const owners: { id: string; email: string }[] = await current.db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.organization_id = ? AND m.role = 'owner' AND m.status = 'confirmed' ORDER BY u.id`,
      [client.id],
    );
    for (const { id: userId, email: to } of owners) {
      await this.outbox.send(current, { letter, to, ids: { ...ids, userId }, providerId: client.providerId });
    }
  }
}
