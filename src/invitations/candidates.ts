import { Injectable } from '@nestjs/common';
import type { User } from '../accounts/user.entity.js';
import { Member } from '../client-orgs/member.entity.js';
import { whyNotConfirm } from '../client-orgs/member-rules.js';
import { leadsFrom, TRANSITIONS } from '../client-orgs/member-states.js';
import type { Organization } from '../client-orgs/organization.entity.js';
import { SecretBox } from '../keys/seal.js';
import type { ClientCurrent, PersonCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { FingerprintCheck } from './fingerprint-check.js';

/** What of an account a confirmation is about. */
export type Account = Pick<User, 'id' | 'name' | 'email' | 'publicKey'>;

/** Who of a client organization it is about. */
export type Candidate = Pick<Member, 'id' | 'role' | 'status' | 'userId' | 'email'>;

/** A member who accepted, as whoever confirms them sees it. */
export interface Waiting<A extends Account = Account> {
  member: Member;
  user: A;
  /** Positions, 0 to 4, of the two words of the fingerprint phrase to ask for. */
  asked: [number, number];
  /** Key, account and address as shown; nothing is confirmed once one of them is another. */
  subject: string;
}

const NOT_WAITING = say('Does not wait for confirmation.');
const ONE_BY_ONE = say('Owners, admins and people of the provider are confirmed one by one.');

/** Those who wait for confirmation, and whose it is to confirm them. */
@Injectable()
export class Candidates {
  constructor(
    private readonly box: SecretBox,
    private readonly words: FingerprintCheck,
  ) {}

  /** The words to ask for are drawn for an acceptance. */
  seen<A extends Account>(current: PersonCurrent, member: Member, user: A): Waiting<A> {
    const { id, renewedAt, acceptedAt } = member;
    const asked = this.words.asked(current, `${id} ${(renewedAt ?? acceptedAt)?.toISOString()}`);
    return { member, user, asked, subject: this.subject(member, user) };
  }

  subject(member: Member, user: Account): string {
    return this.box.mac(['confirm', member.id, member.email, user.id, user.email, user.publicKey].join(' '));
  }

  /**
   * Why the acting person does not confirm each of these, by the member's id.
   * @param together on one page with others, for which owners, admins and people of the provider are too much
   * @param organization once its row is locked
   */
  async whyNot(
    current: ClientCurrent,
    members: Candidate[],
    { together = false, organization }: { together?: boolean; organization?: Organization } = {},
  ): Promise<Map<string, Message>> {
    const ofProvider = await this.providerMembers(current, members);
    const rules = organization && (await rulesOf(current, organization));
    const refused = new Map<string, Message>();
    for (const member of members) {
      const alone = ofProvider.has(member.userId) || member.role === 'owner' || member.role === 'admin';
      const why = leadsFrom('confirm', member.status)
        ? whyNotConfirm(current, member, ofProvider.has(member.userId), rules)
        : NOT_WAITING;
      if (why ?? (together && alone)) refused.set(member.id, why ?? ONE_BY_ONE);
    }
    return refused;
  }

  /** Why a key does not come back to each of these with their membership, if so: it takes what confirming takes. */
  async whyNotBack(
    current: ClientCurrent,
    members: Member[],
    organization?: Organization,
  ): Promise<Map<string, Message>> {
    const status = TRANSITIONS.confirm.from;
    const withKey = members.filter(({ wrappedKey }) => wrappedKey).map((member) => ({ ...member, status }));
    const refused = await this.whyNot(current, withKey, { organization });
    const words = (reason: Message) =>
      say('Restored, this person could open the vault at once. {{reason}}', { reason });
    return new Map([...refused].map(([id, reason]) => [id, words(reason)]));
  }

  /** The accounts of members, by their ids. */
  async accounts({ db }: Pick<ClientCurrent, 'db'>, members: Candidate[]): Promise<Map<string | null, Account>> {
    const rows: Account[] = await db.query(
      'SELECT id, name, email, public_key AS publicKey FROM users WHERE id IN (?)',
      [idsOf(members)],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Those who accepted there at any time: who is revoked today may be restored tomorrow. */
  private async providerMembers({ db, client }: ClientCurrent, members: Candidate[]): Promise<Set<string | null>> {
    const rows: { userId: string }[] = await db.query(
      `SELECT user_id AS userId FROM members
       WHERE provider_id = ? AND user_id IN (?)`,
      [client.providerId, idsOf(members)],
    );
    return new Set(rows.map(({ userId }) => userId));
  }
}

/** Never empty, which SQL does not know. */
const idsOf = (members: Candidate[]): string[] => [...members.flatMap(({ userId }) => userId ?? []), ''];

const rulesOf = async ({ db }: ClientCurrent, { id, providerConfirms, ownerConfirmedAt }: Organization) => ({
  providerConfirms,
  hadOwner: ownerConfirmedAt !== null,
  hasOwner: await db.existsBy(Member, { organizationId: id, role: 'owner', status: 'confirmed' }),
});
