import { Injectable } from '@nestjs/common';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { PROVIDER_MAY_CONFIRM } from './waiting-letter.js';

const HOUR = 3600 * 1000;
/** A mail server that cannot be reached is tried for two days: nothing older is still queued. */
const LONGEST = 72 * HOUR;

interface Reader {
  id: string;
  email: string;
}

/** Where people wait: at a provider, in a client organization of it, or in one that has no provider. */
interface Place {
  providerId: string | null;
  organizationId?: string | null;
}

/** Tells by mail whoever can confirm that people wait for it: gathered, at most once an hour for each of them. */
@Injectable()
export class WaitingPeople {
  constructor(private readonly outbox: Outbox) {}

  /**
   * In the transaction that makes somebody wait.
   * @param organizationId the client organization where that is; of its provider they hear only if its owners let it confirm
   */
  async announce(current: Current, { providerId, organizationId = null }: Place): Promise<void> {
    if (organizationId) {
      await this.write(current, providerId, { organizationId }, await this.inside(current, organizationId));
    }
    if (providerId) {
      await this.write(current, providerId, { providerId }, await this.admins(current, providerId, organizationId));
    }
  }

  private async write(
    current: Current,
    providerId: string | null,
    place: { organizationId: string } | { providerId: string },
    readers: Reader[],
  ): Promise<void> {
    const last = await this.lastWritten(current, providerId, place, readers);
    const mails = readers.flatMap(({ id: userId, email: to }) => {
      const mail = last.get(to);
      if (mail?.state === 'queued') return []; // it lists everybody who waits when it goes out
      const free = mail?.ended_at && mail.state !== 'cancelled' ? mail.ended_at.getTime() + HOUR : 0;
      const notBefore = new Date(Math.max(free, current.now.getTime()));
      return [{ letter: 'people-waiting', to, ids: { ...place, userId }, providerId, notBefore }];
    });
    await this.outbox.sendAll(current, mails);
  }

  private async lastWritten({ db, now }: Current, providerId: string | null, place: object, readers: Reader[]) {
    const [[name, id]] = Object.entries(place);
    const since = new Date(now.getTime() - LONGEST);
    const rows: { address: string; state: string; ended_at: Date | null }[] = await db.query(
      `SELECT address, state, ended_at FROM mails WHERE provider_id <=> ? AND letter = 'people-waiting' AND created_at > ?
        AND address IN (?) AND JSON_UNQUOTE(JSON_EXTRACT(ids, '$.${name}')) = ? ORDER BY id`,
      [providerId, since, [...readers.map(({ email }) => email), ''], id],
    );
    return new Map(rows.map((row) => [row.address, row]));
  }

  /** Owners, admins and custom members with the permission. */
  private inside({ db }: Current, organizationId: string): Promise<Reader[]> {
    return db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.organization_id = ? AND m.status = 'confirmed' AND (m.role IN ('owner', 'admin')
         OR (m.role = 'custom' AND FIND_IN_SET('manage-members', REPLACE(m.permissions, ' ', ',')))) ORDER BY m.id`,
      [organizationId],
    );
  }

  private async admins({ db }: Current, providerId: string, organizationId: string | null): Promise<Reader[]> {
    // Who accept at the same moment come one after the other, so that the second one sees the first one's mail.
    await db.query("SELECT id FROM members WHERE provider_id = ? AND role = 'provider-admin' FOR UPDATE", [providerId]);
    return db.query(
      `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.role = 'provider-admin' AND m.status = 'confirmed'
         AND (? IS NULL OR EXISTS (SELECT 1 FROM organizations o WHERE o.id = ? AND ${PROVIDER_MAY_CONFIRM}))`,
      [providerId, organizationId, organizationId],
    );
  }
}
