import { Injectable } from '@nestjs/common';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { chosenMembers, type Outcome } from '../client-orgs/chosen-members.js';
import { adjust, searchText } from '../client-orgs/counters.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Member } from '../client-orgs/member.entity.js';
import { memberNames } from '../client-orgs/member-names.js';
import { mustManage } from '../client-orgs/member-rules.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { newMember } from '../client-orgs/new-member.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent, PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, Refusal, refuse, refuseField } from '../web/refusal.js';
import { Candidates } from './candidates.js';
import { InvitationLinks } from './links.service.js';
import { Troubles } from './troubles.js';

const NEVER_ACCEPTED = { acceptedAt: null, confirmedAt: null, renewedAt: null };

/** Where the invited person is to become a member. */
type InvitedTo = Pick<Organization, 'id' | 'name' | 'providerId'>;

/** Invitations to client organizations: made, sent again, to another address, and taken back. */
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

  async find(current: ClientCurrent, id: string): Promise<Member> {
    const member = await current.db.findOneBy(Member, { id, organizationId: current.client.id });
    if (!member) throw new NotThere();
    mustManage(current, member);
    return member;
  }

  /** Sends a new link; the ones before it are dead from then on. */
  resend(current: ClientCurrent, memberId: string): Promise<Member> {
    return transaction(current, async (current) => {
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
  async resendAll(current: ClientCurrent, ids: string[]): Promise<Outcome[]> {
    const members = await chosenMembers(current, ids);
    for (const member of members) mustManage(current, member);
    const outcomes: Outcome[] = [];
    for (const { id, name } of members) {
      const refused = await this.resend(current, id).then(
        () => undefined,
        (error) => {
          if (error instanceof Refusal) return error.summary ?? Object.values(error.fields)[0];
          throw error;
        },
      );
      outcomes.push({ name, text: refused ?? say('Invited again; the old link is dead.'), done: !refused });
    }
    return outcomes;
  }

  /** Invites another address in the place of this one. */
  changeAddress(current: ClientCurrent, memberId: string, email: string): Promise<Member> {
    return transaction(current, async (current) => {
      const member = await this.lock(current, memberId);
      if (member.email === email) throw refuseField('email', say('This is the address that was invited.'));
      try {
        await current.db.update(Member, { id: member.id }, { email, ...memberNames('', email) });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw refuseField('email', say('This address is a member here already.'));
      }
      await this.showOwner(current, member.email, email);
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
  takeBack(current: ClientCurrent, memberId: string): Promise<Member> {
    return transaction(current, async (current) => {
      const member = await this.lock(current, memberId, 'accepted');
      const refused = (await this.candidates.whyNot(current, [member])).get(member.id);
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
      const counted = member.role === 'owner' && member.confirmedAt;
      await adjust(current, current.client.id, { waiting: -1, confirmedOwners: counted ? -1 : 0 });
      await this.troubles.begin(current, { ...member, status }, current.client, 'taken-back');
      await this.outbox.send(current, {
        letter: 'invitation-taken-back',
        to: user.email,
        ids: { organizationId: current.client.id, userId: user.id },
        providerId: current.client.providerId,
      });
      await record(current, 'invitation.taken-back', { id: member.id, name: user.email });
      return member;
    });
  }

  private async reopen(current: ClientCurrent, member: Member): Promise<void> {
    await this.links.end(current, member.id, 'replaced');
    await this.troubles.end(current, member.id, current.client.id);
    await this.links.open(current, member, current.client.providerId);
  }

  /** Reads a member of this client again, for changing. */
  private async lock(current: ClientCurrent, id: string, status: 'invited' | 'accepted' = 'invited'): Promise<Member> {
    await lockedOrganization(current, current.client.id);
    const member = await current.db.findOne(Member, {
      where: { id, organizationId: current.client.id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!member) throw new NotThere();
    mustManage(current, member);
    if (member.status !== status)
      throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
    return member;
  }

  /** The address that the Clients tab shows and finds follows the owner's. */
  private async showOwner(current: ClientCurrent, old: string, email: string): Promise<void> {
    const { id } = current.client;
    const { name, reference, ownerEmail } = await current.db.findOneByOrFail(Organization, { id });
    if (ownerEmail !== old) return;
    await current.db.update(Organization, { id }, { ownerEmail: email, search: searchText(name, reference, email) });
  }
}
