import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Member } from '../client-orgs/member.entity.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';
import { Invitation, type InvitationState } from './invitation.entity.js';

const DAY = 24 * 3600 * 1000;
const VALID_DAYS = 5;
const REMIND_AFTER_DAYS = 3;
const MAILS_A_DAY = 5;
const PROVIDER_MAILS_A_DAY = 5000;

/** The one-time links of invitations: mailed, and ended. */
@Injectable()
export class InvitationLinks {
  constructor(private readonly outbox: Outbox) {}

  /** A fresh link for a member, mailed; valid for five days. */
  async open(current: Current, member: Member, providerId: string | null): Promise<void> {
    await this.checkRates(current, member.email, providerId);
    const expiresAt = new Date(current.now.getTime() + VALID_DAYS * DAY);
    const remindAt = new Date(current.now.getTime() + REMIND_AFTER_DAYS * DAY);
    await this.send(current, member, providerId, { letter: 'invitation', expiresAt, remindAt });
  }

  /** Writes to a member whose invitation is still open; both links lead to it. */
  async remind(
    current: Pick<Current, 'db' | 'now'>,
    member: Member,
    providerId: string | null,
    expiresAt: Date,
  ): Promise<void> {
    await this.send(current, member, providerId, { letter: 'invitation-reminder', expiresAt, remindAt: null });
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
    member: Member,
    providerId: string | null,
    { letter, expiresAt, remindAt }: { letter: string; expiresAt: Date; remindAt: Date | null },
  ): Promise<void> {
    const token = randomToken();
    const id = uuid();
    const mailId = await this.outbox.send(current, {
      letter,
      to: member.email,
      ids: { invitationId: id, memberId: member.id },
      token,
      providerId,
      expiresAt,
    });
    await current.db.insert(Invitation, {
      id,
      memberId: member.id,
      email: member.email,
      tokenHash: tokenHash(token),
      mailId,
      state: 'open',
      createdAt: current.now,
      expiresAt,
      remindAt,
      endedAt: null,
    });
  }

  private async checkRates(current: Current, email: string, providerId: string | null): Promise<void> {
    const since = new Date(current.now.getTime() - DAY);
    const [{ toAddress, byProvider }]: { toAddress: string; byProvider: string }[] = await current.db.query(
      `SELECT (SELECT COUNT(*) FROM invitations WHERE email = ? AND created_at > ?) AS toAddress,
        (SELECT COUNT(*) FROM mails WHERE provider_id = ? AND id > ? AND letter = 'invitation') AS byProvider`,
      [email, since, providerId, uuid({ msecs: since.getTime(), random: new Uint8Array(16) })],
    );
    if (Number(toAddress) >= MAILS_A_DAY) {
      throw refuseField(
        'email',
        say('{{email}} was sent {{max}} invitations today. Wait until tomorrow.', { email, max: MAILS_A_DAY }),
      );
    }
    if (Number(byProvider) >= PROVIDER_MAILS_A_DAY) {
      throw refuse(
        say('{{max}} invitations were sent today, which is the limit. Wait until tomorrow.', {
          max: PROVIDER_MAILS_A_DAY,
        }),
      );
    }
  }
}
