import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import { Member, type Trouble } from '../client-orgs/member.entity.js';
import type { MemberPlace } from '../client-orgs/place.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';

const HOUR = 3600 * 1000;

/** Members whose invitation leads nowhere as it is; a client organization counts each of them once. */
@Injectable()
export class Troubles {
  constructor(private readonly outbox: Outbox) {}

  /** Notes it; the inviter is told of a refused or expired invitation. */
  async begin(current: Current, member: Member, place: MemberPlace, trouble: Trouble): Promise<void> {
    const { affected } = await current.db
      .createQueryBuilder()
      .update(Member)
      .set({ trouble })
      .where("id = :id AND status = 'invited' AND trouble IS NULL", { id: member.id })
      .execute();
    if (!affected) return;
    if (place.organizationId) await adjust(current, place.organizationId, { undelivered: 1 });
    if (trouble === 'taken-back') return;
    await record(current, `invitation.${trouble}`, { id: member.id, name: member.email }, {}, place);
    const inviter = await this.inviter(current, member);
    if (!inviter || (await this.toldLately(current, member, place, trouble, inviter.email))) return;
    await this.outbox.send(current, {
      letter: `invitation-${trouble}`,
      to: inviter.email,
      ids: { memberId: member.id, userId: inviter.id },
      providerId: place.providerId,
    });
  }

  async end(current: Current, { id: memberId, organizationId }: Pick<Member, 'id' | 'organizationId'>): Promise<void> {
    const { affected } = await current.db
      .createQueryBuilder()
      .update(Member)
      .set({ trouble: null })
      .where('id = :memberId AND trouble IS NOT NULL', { memberId })
      .execute();
    if (affected && organizationId) await adjust(current, organizationId, { undelivered: -1 });
  }

  /** Of an owner each trouble is told; of the many others one an hour. */
  private async toldLately(
    { db, now }: Current,
    { role }: Member,
    { providerId }: MemberPlace,
    trouble: Trouble,
    address: string,
  ): Promise<boolean> {
    if (role === 'owner') return false;
    const [last]: { createdAt: Date }[] = await db.query(
      `SELECT created_at AS createdAt FROM mails WHERE letter = ? AND address = ? AND provider_id <=> ? ORDER BY id DESC LIMIT 1`,
      [`invitation-${trouble}`, address, providerId],
    );
    return last !== undefined && last.createdAt.getTime() > now.getTime() - HOUR;
  }

  private async inviter({ db }: Current, member: Member): Promise<{ id: string; email: string } | undefined> {
    const [row]: { id: string; email: string }[] = await db.query('SELECT id, email FROM users WHERE id = ?', [
      member.invitedBy,
    ]);
    return row;
  }
}
