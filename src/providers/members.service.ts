import { Injectable } from '@nestjs/common';
import type { ProviderCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import type { ProviderRole } from '../web/rights.js';

interface Row {
  id: string;
  name: string;
  email: string;
  role: ProviderRole;
  status: 'accepted' | 'confirmed';
  accepted_at: Date;
  confirmed_at: Date | null;
  renewed_at: Date | null;
  twoStep: number;
}

/** The people of a provider who have an account: confirmed, or waiting for it. */
@Injectable()
export class ProviderMembers {
  async list({ db, provider }: ProviderCurrent) {
    const rows: Row[] = await db.query(
      `SELECT m.id, u.name, u.email, m.role, m.status, m.accepted_at, m.confirmed_at, m.renewed_at,
        u.two_step_at IS NOT NULL AS twoStep
       FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.provider_id = ? AND m.status IN ('accepted', 'confirmed') ORDER BY u.name, u.id LIMIT 500`,
      [provider.id],
    );
    const members = rows.map((row) => ({ ...row, state: stateOf(row) }));
    return {
      waiting: members.filter(({ status }) => status === 'accepted'),
      confirmed: members.filter(({ status }) => status === 'confirmed'),
    };
  }
}

function stateOf({ status, accepted_at, confirmed_at, renewed_at }: Row): Message {
  if (status === 'confirmed') return say('Confirmed on {{when}}', { when: confirmed_at as Date });
  return renewed_at && confirmed_at
    ? say('Keys renewed on {{when}}', { when: renewed_at })
    : say('Accepted on {{when}}', { when: accepted_at });
}
