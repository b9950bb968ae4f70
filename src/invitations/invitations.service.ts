import { Injectable } from '@nestjs/common';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { adjust, searchText } from '../client-orgs/counters.js';
import { Member } from '../client-orgs/member.entity.js';
import { memberNames } from '../client-orgs/member-names.js';
import { mustManage } from '../client-orgs/member-rules.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { newMember } from '../client-orgs/new-member.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { inClient, membersOf, type Place, placeOfMember, providerOf } from '../client-orgs/place.js';
import { rosterOf } from '../client-orgs/roster.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, Refusal, refuse, refuseField } from '../web/refusal.js';
import { Candidates } from './candidates.js';
import { chosenMembers, type Outcome } from './chosen-members.js';
import { InvitationLinks } from './links.service.js';
import { Troubles } from './troubles.js';

const NEVER_ACCEPTED = { acceptedAt: null, confirmedAt: null, renewedAt: null };

/** Where the invited person is to become a member. */
type InvitedTo = Pick<Organization, 'id' | 'name' | 'providerId'>;

/** Invitations to client organizations and to providers: made, sent again, to another address, and taken back. */
@Injectable()
export class Invitations {
  constructor(
    private readonly links: InvitationLinks,
    private readonly outbox: Outbox,
    private readonly troubles: Troubles,
    private readonly candidates: Candidates,
  ) {}

  /** Invites the first owner of a new client, in the transaction that makes it. */
  async inviteOwner(current: PersonCurrent, organization: InvitedTo, email: string): Promise<Member> {
    const member = newMember(current, { organizationId: organization.id, email, role: 'owner' });
    await current.db.insert(Member, member);
    await adjust(current, organization.id, { occupied: 1 });
    await this.links.open(current, member, organization.providerId);
    await record(current, 'owner.invited', { id: member.id, name: email }, {}, { organizationId: organization.id });
    return member;
  }

  async find(current: Place, id: string): Promise<Member> {
    const member = await current.db.findOneBy(Member, { id, ...membersOf(current) });
    if (!member) throw new NotThere();
    mustManage(current, member);
    return member;
  }

  /** Sends a new link; the ones before it are dead from then on. */
  resend(current: Place, memberId: string): Promise<Member> {
    return transaction(current, async (current) => {
      await rosterOf(current);
      const member = await this.lock(current, memberId);
      await this.reopen(current, member);
      await record(current, 'invitation.resent', { id: member.id, name: member.email });
      return member;
    });
  }

  /**
   * Sends each of the chosen a new link, one by one: what one of them is refused keeps nobody else from theirs.
   * @returns what became of each. @throws before anything is sent when somebody is not here or not this person's to manage
   */
  async resendAll(current: Place, ids: string[]): Promise<Outcome[]> {
    const members = await chosenMembers(current, ids);
    for (const member of members) mustManage(current, member);
    const outcomes: Outcome[] = [];
    for (const member of members) {
      const refused = await this.resend(current, member.id).then(
        () => undefined,
        (error) => {
          if (error instanceof Refusal) return error.summary ?? Object.values(error.fields)[0];
          throw error;
        },
      );
      outcomes.push({ member, refused });
    }
    return outcomes;
  }

  /** Invites another address in the place of this one. */
  changeAddress(current: Place, memberId: string, email: string): Promise<Member> {
    return transaction(current, async (current) => {
      await rosterOf(current);
      const member = await this.lock(current, memberId);
      if (email === current.person.email) {
        throw refuseField('email', say('This is your own address. Somebody else has to invite you.'));
      }
      if (member.email === email) throw refuseField('email', say('This is the address that was invited.'));
      try {
        await current.db.update(Member, { id: member.id }, { email, ...memberNames('', email) });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw refuseField('email', say('This address is a member here already.'));
      }
      if (inClient(current)) await this.showOwner(current, current.client.id, member.email, email);
      await this.reopen(current, { ...member, email });
      await record(
        current,
        'invitation.address-changed',
        { id: member.id, name: email },
        { old: member.email, new: email },
      );
      return member;
    });
  }

  /** "Not this person": whoever accepted is not who was meant. They are told; no key was handed over. */
  takeBack(current: Place, memberId: string): Promise<Member> {
    return transaction(current, async (current) => {
      const roster = await rosterOf(current);
      const member = await this.lock(current, memberId, 'accepted');
      const refused = inClient(current) && (await this.candidates.whyNot(current, [member])).get(member.id);
      if (refused) throw refuse(refused);
      const user = await current.db.findOneByOrFail(User, { id: member.userId as string });
      const status = TRANSITIONS['take-back'].to;
      await current.db.update(
        Member,
        { id: member.id },
        {
          ...{ status, userId: null, ...NEVER_ACCEPTED },
          ...memberNames('', member.email),
        },
      );
      await roster.count(current, [member], [{ ...member, status, confirmedAt: null }]);
      const place = await placeOfMember(current.db, member);
      await this.troubles.begin(current, { ...member, status }, place, 'taken-back');
      await this.outbox.send(current, {
        ...{ letter: 'invitation-taken-back', to: user.email, providerId: providerOf(current) },
        ids: { ...membersOf(current), userId: user.id },
      });
      await record(current, 'invitation.taken-back', { id: member.id, name: user.email });
      return member;
    });
  }

  private async reopen(current: Place, member: Member): Promise<void> {
    await this.links.end(current, member.id, 'replaced');
    await this.troubles.end(current, member);
    await this.links.open(current, member, providerOf(current));
  }

  /** Reads a member of this place again, for changing; the place's own row was locked before. */
  private async lock(current: Place, id: string, status: 'invited' | 'accepted' = 'invited'): Promise<Member> {
    const member = await current.db.findOne(Member, {
      where: { id, ...membersOf(current) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!member) throw new NotThere();
    mustManage(current, member);
    if (member.status !== status)
      throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
    return member;
  }

  /** The address that the Clients tab shows and finds follows the owner's. */
  private async showOwner(current: Place, id: string, old: string, email: string): Promise<void> {
    const { name, reference, ownerEmail } = await current.db.findOneByOrFail(Organization, { id });
    if (ownerEmail !== old) return;
    await current.db.update(Organization, { id }, { ownerEmail: email, search: searchText(name, reference, email) });
  }
}
