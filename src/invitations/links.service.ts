import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Member } from '../client-orgs/member.entity.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { Invitation, type InvitationState } from './invitation.entity.js';
import { checkRates } from './invitation-rates.js';

const DAY = 24 * 3600 * 1000;
const VALID_DAYS = 5;
const REMIND_AFTER_DAYS = 3;

type Invited = Pick<Member, 'id' | 'email'>;

/** The one-time links of invitations: mailed, and ended. */
@Injectable()
export class InvitationLinks {
  constructor(private readonly outbox: Outbox) {}

  /** A fresh link for a member, mailed; valid for five days. */
  async open(current: Current, member: Member, providerId: string | null): Promise<void> {
    await checkRates(current, [member.email], providerId);
    await this.mail(current, [member], providerId);
  }

  /** Fresh links for several members; what may be sent today the caller has looked at, see invitation-rates.ts. */
  async mail(current: Pick<Current, 'db' | 'now'>, members: Invited[], providerId: string | null): Promise<void> {
    const expiresAt = new Date(current.now.getTime() + VALID_DAYS * DAY);
    const remindAt = new Date(current.now.getTime() + REMIND_AFTER_DAYS * DAY);
    await this.send(current, members, providerId, { letter: 'invitation', expiresAt, remindAt });
  }

  /** Writes to a member whose invitation is still open; both links lead to it. */
  async remind(
    current: Pick<Current, 'db' | 'now'>,
    member: Member,
    providerId: string | null,
    expiresAt: Date,
  ): Promise<void> {
    await this.send(current, [member], providerId, { letter: 'invitation-reminder', expiresAt, remindAt: null });
  }

  /** Ends every open link of a member, and the mails that carry them. */
  async end(current: Pick<Current, 'db' | 'now'>, memberId: string, state: InvitationState): Promise<void> {
    const open = await current.db.findBy(Invitation, { memberId, state: 'open' });
    for (const { id, mailId } of open) {
      await current.db.update(Invitation, { id }, { state, endedAt: current.now });
      await this.outbox.cancel(current, mailId);
    }
  }

  private async send(
    current: Pick<Current, 'db' | 'now'>,
    members: Invited[],
    providerId: string | null,
    { letter, expiresAt, remindAt }: { letter: string; expiresAt: Date; remindAt: Date | null },
  ): Promise<void> {
    const links = members.map(({ id: memberId, email }) => ({ id: uuid(), memberId, email, token: randomToken() }));
    const mailIds = await this.outbox.sendAll(
      current,
      links.map(({ id: invitationId, memberId, email: to, token }) => ({
        ...{ letter, to, token, providerId, expiresAt },
        ids: { invitationId, memberId },
      })),
    );
    const invitations = links.map(({ token, ...link }, index) => ({
      ...{ ...link, tokenHash: tokenHash(token), mailId: mailIds[index], state: 'open' as const },
      ...{ createdAt: current.now, expiresAt, remindAt, endedAt: null },
    }));
    if (invitations.length > 0) await current.db.insert(Invitation, invitations);
  }
}
