import { Injectable } from '@nestjs/common';
import type { PreparedAccount } from '../accounts/accounts.service.js';
import { Accounts } from '../accounts/accounts.service.js';
import { asPerson } from '../accounts/as-person.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import { Member } from '../client-orgs/member.entity.js';
import { memberNames } from '../client-orgs/member-names.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { type MemberPlace, placeOfMember } from '../client-orgs/place.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import { tokenHash } from '../keys/tokens.js';
import type { Current } from '../web/current.js';
import type { Locale } from '../web/locales.js';
import { type Message, say } from '../web/message.js';
import { Ended, NotThere, refuse } from '../web/refusal.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLinks } from './links.service.js';
import { Troubles } from './troubles.js';
import { WaitingPeople } from './waiting-people.js';

/** What the invited person sees before accepting. */
export interface OpenInvitation {
  invitation: Invitation;
  member: Member;
  /** Also its logs. */
  place: MemberPlace;
  /** The client organization; for a member of the provider itself that one. */
  organization: { name: string; locale: Locale; timeZone: string };
  provider: { name: string; phone: string };
  inviterName: string;
  /** The provider hands a new organization over. */
  asFirstOwner: boolean;
  /** Whether an account with the invited address exists: then they sign in, else they make one. */
  hasAccount: boolean;
}

interface Parties {
  name: string;
  locale: Locale;
  timeZone: string;
  providerName: string;
  phone: string;
  inviterName: string;
  ownerless: number | null;
}

const ASK_FOR_NEW = say('Ask whoever invited you to send a new invitation.');
const WHY_DEAD: Record<string, [heading: Message, explanation: Message]> = {
  used: [say('This invitation was accepted already'), say('Sign in with your account to go on.')],
  replaced: [
    say('A newer invitation took the place of this one'),
    say('Open the link in the newest mail. If none came, ask whoever invited you.'),
  ],
  expired: [say('This invitation has expired'), ASK_FOR_NEW],
  refused: [say('This invitation is no longer valid'), ASK_FOR_NEW],
};

/** The invited person's side: opening the link changes nothing, only the form uses it up. */
@Injectable()
export class Acceptance {
  constructor(
    private readonly links: InvitationLinks,
    private readonly accounts: Accounts,
    private readonly waiting: WaitingPeople,
    private readonly troubles: Troubles,
  ) {}

  /** @throws Ended for a dead link, saying what to do; NotThere for one that never was */
  async find(current: Current, token?: string): Promise<OpenInvitation> {
    const invitation = token ? await current.db.findOneBy(Invitation, { tokenHash: tokenHash(token) }) : null;
    if (!invitation) throw new NotThere();
    const { member, place, ownerless, ...parties } = await this.parties(current, invitation);
    const state = invitation.state === 'open' && invitation.expiresAt <= current.now ? 'expired' : invitation.state;
    if (state !== 'open') {
      await record(current, 'invitation.dead-link-opened', { id: member.id, name: invitation.email }, { state }, place);
      throw new Ended(...WHY_DEAD[state]);
    }
    const hasAccount = Boolean(await this.accounts.find(current, invitation.email));
    const asFirstOwner = member.role === 'owner' && ownerless === 1;
    return { invitation, member, place, ...parties, asFirstOwner, hasAccount };
  }

  /** Accepts as the account that has the invited address. */
  accept(current: Current, open: OpenInvitation, user: User): Promise<void> {
    return transaction(current, (current) => this.join(asPerson(current, user), open, user));
  }

  /** Makes the account and accepts with it; or nothing. */
  acceptAsNew(current: Current, open: OpenInvitation, account: PreparedAccount): Promise<User> {
    return transaction(current, async (current) => {
      const user = await this.accounts.create(current, account).catch((error) => {
        throw isDuplicate(error)
          ? refuse(say('There is an account with this address now. Open the link again and sign in.'))
          : error;
      });
      await this.join(asPerson(current, user), open, user);
      return user;
    });
  }

  private async join(
    current: Current,
    { invitation, member, place, organization }: OpenInvitation,
    user: User,
  ): Promise<void> {
    const { from, to } = TRANSITIONS.accept;
    const locked = await current.db.findOne(Member, { where: { id: member.id }, lock: { mode: 'pessimistic_write' } });
    const link = await current.db.findOneByOrFail(Invitation, { id: invitation.id });
    if (locked?.status !== from || link.state !== 'open')
      throw new Ended(...WHY_DEAD[link.state === 'open' ? 'refused' : link.state]);
    if (user.email !== locked.email) throw refuse(say('This invitation is for {{email}}.', { email: locked.email }));
    await this.troubles.end(current, member);
    await current.db
      .update(
        Member,
        { id: member.id },
        {
          ...{ status: to, userId: user.id, acceptedAt: current.now },
          ...memberNames(user.name, user.email),
        },
      )
      .catch((error) => {
        throw isDuplicate(error)
          ? refuse(say('You are a member of {{name}} already.', { name: organization.name }))
          : error;
      });
    if (place.organizationId) await adjust(current, place.organizationId, { waiting: 1 });
    await this.links.end(current, member.id, 'used');
    await this.waiting.announce(current, place);
    const logs = { ...place, userId: user.id };
    await record(current, 'invitation.accepted', { id: member.id, name: user.email }, {}, logs);
  }

  private async parties(current: Current, invitation: Invitation) {
    const member = await current.db.findOneByOrFail(Member, { id: invitation.memberId });
    const [row]: Parties[] = await current.db.query(
      `SELECT COALESCE(o.name, p.name) AS name, COALESCE(o.locale, p.locale) AS locale, COALESCE(o.time_zone, p.time_zone) AS timeZone,
        COALESCE(p.name, o.name) AS providerName, COALESCE(p.phone, '') AS phone, u.name AS inviterName, o.confirmed_owners = 0 AS ownerless
       FROM members m LEFT JOIN organizations o ON o.id = m.organization_id
       LEFT JOIN providers p ON p.id = COALESCE(m.provider_id, o.provider_id) LEFT JOIN users u ON u.id = m.invited_by WHERE m.id = ?`,
      [member.id],
    );
    const { providerName, phone, inviterName, ownerless, ...organization } = row;
    const place = await placeOfMember(current.db, member);
    return { member, place, organization, provider: { name: providerName, phone }, inviterName, ownerless };
  }
}
