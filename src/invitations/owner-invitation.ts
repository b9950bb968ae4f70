import { Injectable } from '@nestjs/common';
import type { MemberStatus } from '../client-orgs/member.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { type Candidate, Candidates } from './candidates.js';

interface Row {
  id: string;
  user_id: string | null;
  email: string;
  status: MemberStatus;
  trouble: string | null;
  confirmed_at: Date | null;
  accepted_at: Date | null;
  renewed_at: Date | null;
  name: string | null;
  expires_at: Date | null;
  mail_state: string | null;
  mail_ended: Date | null;
  answer: string | null;
}

interface OwnerView {
  memberId: string;
  email: string;
  name: string | null;
  status: string;
  /** What is known of the invitation now. */
  state: Message;
  tone: 'good' | 'warning' | 'plain';
  expiresAt: Date | null;
  /** Was confirmed before, forgot the master password, and waits to be confirmed again. */
  renewed: boolean;
  /** Whether the reader may confirm this owner. */
  confirmable: boolean;
}

/** The owner of a client and how far the invitation has come, as it is. */
@Injectable()
export class OwnerInvitations {
  constructor(private readonly candidates: Candidates) {}

  async list(current: ClientCurrent): Promise<OwnerView[]> {
    const rows: Row[] = await current.db.query(
      `SELECT m.id, m.user_id, m.email, m.status, m.trouble, m.accepted_at, m.confirmed_at, m.renewed_at, u.name, i.expires_at, l.state AS mail_state,
        l.ended_at AS mail_ended, l.answer
       FROM members m LEFT JOIN users u ON u.id = m.user_id
       LEFT JOIN invitations i ON i.id = (SELECT id FROM invitations WHERE member_id = m.id ORDER BY created_at DESC, id DESC LIMIT 1)
       LEFT JOIN mails l ON l.id = i.mail_id
       WHERE m.organization_id = ? AND m.role = 'owner' AND m.status <> 'revoked' ORDER BY m.invited_at LIMIT 20`,
      [current.client.id],
    );
    const confirmable = await this.confirmable(current, rows);
    return rows.map((row) => ({
      memberId: row.id,
      email: row.email,
      name: row.name,
      status: row.status,
      renewed: isRenewed(row),
      confirmable: confirmable.has(row.id),
      expiresAt: row.status === 'invited' && !row.trouble ? row.expires_at : null,
      ...stateOf(row),
    }));
  }

  private async confirmable(current: ClientCurrent, rows: Row[]): Promise<Set<string>> {
    if (!current.rights.has('members.confirm')) return new Set();
    const waiting = rows.filter(({ status }) => status === 'accepted');
    if (waiting.length === 0) return new Set();
    const refused = await this.candidates.whyNot(current, waiting.map(ownerOf));
    return new Set(waiting.map(({ id }) => id).filter((id) => !refused.has(id)));
  }
}

const ownerOf = ({ id, status, email, user_id }: Row): Candidate => ({
  id,
  status,
  email,
  userId: user_id,
  role: 'owner',
});

const isRenewed = (row: Row): boolean =>
  row.status === 'accepted' && row.renewed_at !== null && row.confirmed_at !== null;

function stateOf(row: Row): { state: Message; tone: OwnerView['tone'] } {
  if (row.status === 'confirmed')
    return { state: say('Confirmed on {{when}}', { when: row.confirmed_at as Date }), tone: 'good' };
  if (isRenewed(row))
    return { state: say('Keys renewed on {{when}}', { when: row.renewed_at as Date }), tone: 'warning' };
  if (row.status === 'accepted')
    return { state: say('Accepted on {{when}}', { when: row.accepted_at as Date }), tone: 'warning' };
  if (row.trouble === 'taken-back') return { state: say('Taken back; not invited at the moment'), tone: 'warning' };
  if (row.trouble === 'expired')
    return { state: say('Expired on {{when}}', { when: row.expires_at as Date }), tone: 'warning' };
  if (row.trouble === 'refused')
    return { state: say('Refused by the mail server: {{answer}}', { answer: row.answer ?? '' }), tone: 'warning' };
  if (row.mail_state === 'delivered') {
    const when = row.mail_ended as Date;
    // Without a mail server there is no answer of one.
    const state =
      row.answer === null
        ? say('In the Outbox since {{when}}', { when })
        : say('Delivered to the mail server on {{when}}', { when });
    return { state, tone: 'plain' };
  }
  return { state: say('Queued; it goes out in a moment'), tone: 'plain' };
}
