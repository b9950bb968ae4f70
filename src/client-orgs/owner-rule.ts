import type { EntityManager } from 'typeorm';
import { type Message, say } from '../web/message.js';
import { countsAsOwner } from './counters.js';
import type { Member } from './member.entity.js';
import type { Organization } from './organization.entity.js';

const FIRST = say(
  'Until an owner is confirmed, one stays invited. Invite another owner first, or change the invited address.',
);
const LAST = say('One confirmed owner always remains. Make somebody else an owner first.');

/**
 * Design §4: until the first owner is confirmed, one is invited or accepted; from then on a confirmed one remains. Read once the
 * organization's row is locked; whoever takes an owner away changes that row too, so that of two who leave at once one stays.
 */
export class OwnerRule {
  private constructor(
    private confirmed: number,
    private open: number,
  ) {}

  static async of(db: EntityManager, { id, confirmedOwners }: Organization): Promise<OwnerRule> {
    const [{ open }]: { open: string }[] = await db.query(
      `SELECT COUNT(*) AS open FROM members
       WHERE organization_id = ? AND role = 'owner' AND status IN ('invited', 'accepted') AND confirmed_at IS NULL`,
      [id],
    );
    return new OwnerRule(confirmedOwners, Number(open));
  }

  /** Takes a member out of the owners, where that is one and may be. @returns why not */
  takeOut(member: Pick<Member, 'role' | 'status' | 'confirmedAt'>): Message | undefined {
    if (member.role !== 'owner' || member.status === 'revoked') return undefined;
    if (countsAsOwner(member)) {
      if (this.confirmed <= 1) return LAST;
      this.confirmed--;
    } else {
      if (this.confirmed === 0 && this.open <= 1) return FIRST;
      this.open--;
    }
    return undefined;
  }
}
