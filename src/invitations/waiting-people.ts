import { Injectable } from '@nestjs/common';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';

const HOUR = 3600 * 1000;

/** Where people wait: at a provider and its clients, or in an organization that has no provider. */
type Place = { providerId: string; organizationId?: string } | { providerId: string | null; organizationId: string };

/** Tells by mail whoever can confirm that people wait for it: gathered, at most once an hour for each of them. */
@Injectable()
export class WaitingPeople {
  constructor(private readonly outbox: Outbox) {}

  async announce(current: Current, { providerId, organizationId }: Place): Promise<void> {
    const [place, role] = providerId ? ['provider_id', 'provider-admin'] : ['organization_id', 'owner'];
    const id = providerId ?? (organizationId as string);
    // Who accept at the same moment come one after the other, so that the second one sees the first one's mail.
    await current.db.query(`SELECT id FROM members WHERE ${place} = ? AND role = ? FOR UPDATE`, [id, role]);
    const readers: { id: string; email: string }[] = await current.db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.${place} = ? AND m.role = ? AND m.status = 'confirmed'`,
      [id, role],
    );
    for (const reader of readers) await this.write(current, providerId, id, reader);
  }

  private async write(current: Current, providerId: string | null, id: string, reader: { id: string; email: string }) {
    const place = providerId ? 'providerId' : 'organizationId';
    const [last]: { state: string; ended_at: Date | null }[] = await current.db.query(
      `SELECT state, ended_at FROM mails WHERE letter = 'people-waiting' AND address = ? AND provider_id <=> ?
        AND JSON_UNQUOTE(JSON_EXTRACT(ids, '$.${place}')) = ? ORDER BY id DESC LIMIT 1`,
      [reader.email, providerId, id],
    );
    if (last?.state === 'queued') return; // it lists everybody who waits when it goes out
    const notBefore = last?.ended_at
      ? new Date(Math.max(last.ended_at.getTime() + HOUR, current.now.getTime()))
      : undefined;
    const ids = { [place]: id, userId: reader.id };
    await this.outbox.send(current, { letter: 'people-waiting', to: reader.email, ids, providerId, notBefore });
  }
}
