import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { whyNotManage } from '../client-orgs/member-rules.js';
import { leadsFrom, STATUS_WORDS, stateBefore, TRANSITIONS } from '../client-orgs/member-states.js';
import { inClient, type Place, placeOfMember, providerOf } from '../client-orgs/place.js';
import { ClientRoster, type Roster, rosterOf } from '../client-orgs/roster.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotThere, Refusal, refuse } from '../web/refusal.js';
import { Candidates } from './candidates.js';
import { type Chosen, chosenMembers, type Outcome } from './chosen-members.js';
import { InvitationLinks } from './links.service.js';
import { MemberMail } from './member-mail.js';
import { ProviderActs } from './provider-acts.js';
import { WaitingPeople } from './waiting-people.js';

type Act = 'revoke' | 'restore' | 'remove';

const PAST = { revoke: 'revoked', restore: 'restored', remove: 'removed' } as const;
const NOT_FROM_HERE: Partial<Record<Act, Message>> = {
  revoke: say('Revoked already.'),
  restore: say('Is not revoked.'),
};

/** Ending memberships of a client organization or of a provider and bringing them back, for one or many; each outcome is told. */
@Injectable()
export class MemberActs {
  constructor(
    private readonly links: InvitationLinks,
    private readonly mail: MemberMail,
    private readonly waiting: WaitingPeople,
    private readonly candidates: Candidates,
    private readonly acts: ProviderActs,
  ) {}

  /** Ends access at once and frees the seats; groups, access and wrapped keys stay for restoring. */
  revoke(current: Place, ids: string[]): Promise<Outcome[]> {
    return this.act(current, 'revoke', ids, async (current, members) => {
      for (const { id, status } of members) if (status === 'invited') await this.links.end(current, id, 'refused');
      const now = { status: TRANSITIONS.revoke.to, trouble: null, revokedAt: current.now };
      await current.db.update(Member, { id: In(idsOf(members)) }, now);
      return members.map((member) => ({ ...member, ...now }));
    });
  }

  /** Back to the state before, all of them or, without enough seats, none. Who was invited is sent a new invitation. */
  restore(current: Place, ids: string[]): Promise<Outcome[]> {
    return this.act(current, 'restore', ids, async (current, members, { room }) => {
      const missing = members.length - room;
      if (missing > 0) {
        throw refuse(
          say('{{count}} seats are missing. Nobody was restored; free a seat or ask for more.', { count: missing }),
        );
      }
      const restored = members.map((member) => ({ ...member, status: stateBefore(member), revokedAt: null }));
      for (const status of ['invited', 'accepted', 'confirmed'] as const) {
        const back = restored.filter((member) => member.status === status);
        if (back.length > 0) await current.db.update(Member, { id: In(idsOf(back)) }, { status, revokedAt: null });
        if (status === 'confirmed' && inClient(current)) await this.acts.restored(current, back);
      }
      return restored;
    });
  }

  /** Groups, access and invitations go with the memberships; accounts stay. */
  remove(current: Place, ids: string[]): Promise<Outcome[]> {
    return this.act(current, 'remove', ids, (current, members) => this.delete(current, members));
  }

  /** The own membership. */
  leave(current: ClientCurrent): Promise<void> {
    const { membership } = current;
    if (!membership) throw new NotThere();
    return transaction(current, async (current) => {
      const roster = await rosterOf(current);
      const [member] = await chosenMembers(current, [membership.memberId], true);
      const refused = roster.takeOut(member);
      if (refused) throw refuse(refused);
      await this.delete(current, [member]);
      await roster.count(current, [member], []);
      await this.mail.tell(current, 'left', [member]);
      await record(current, 'member.left', { id: member.id, name: member.address }, { role: member.role });
    });
  }

  private act(
    current: Place,
    act: Act,
    ids: string[],
    work: (current: Place, members: Chosen[], roster: Roster) => Promise<Chosen[]>,
  ): Promise<Outcome[]> {
    return transaction(current, async (current) => {
      const roster = await rosterOf(current);
      const outcomes: Outcome[] = [];
      const members = await chosenMembers(current, ids, true);
      const withoutKey = act === 'restore' ? await this.whyNotBack(current, members, roster) : undefined;
      for (const member of members) {
        const refused = (await this.whyNot(current, act, member, roster)) ?? withoutKey?.get(member.id);
        outcomes.push({ member, refused });
      }
      const chosen = outcomes.filter(({ refused }) => !refused).map(({ member }) => member);
      if (chosen.length === 0) return outcomes;
      const after = await work(current, chosen, roster);
      await roster.count(current, chosen, after);
      await this.mail.tell(current, PAST[act], chosen);
      if (after.some(({ status }) => status === 'accepted')) {
        await this.waiting.announce(current, await placeOfMember(current.db, chosen[0]));
      }
      for (const [i, { id, address, role, status }] of chosen.entries()) {
        const changed = { role, old: STATUS_WORDS[status], new: after[i] ? STATUS_WORDS[after[i].status] : null };
        await record(current, `member.${PAST[act]}`, { id, name: address }, changed);
      }
      return outcomes;
    });
  }

  private async whyNot(current: Place, act: Act, member: Chosen, roster: Roster): Promise<Message | undefined> {
    const refused = whyNotManage(current, member) ?? (leadsFrom(act, member.status) ? undefined : NOT_FROM_HERE[act]);
    if (refused) return refused;
    if (act !== 'restore') return roster.takeOut(member);
    return stateBefore(member) === 'invited' ? this.inviteAgain(current, member) : undefined;
  }

  private async whyNotBack(current: Place, members: Chosen[], roster: Roster) {
    if (!inClient(current) || !(roster instanceof ClientRoster)) return undefined;
    return this.candidates.whyNotBack(current, members, roster.organization);
  }

  private async inviteAgain(current: Place, member: Chosen): Promise<Message | undefined> {
    try {
      await this.links.open(current, member, providerOf(current));
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.summary ?? error.fields.email;
      throw error;
    }
  }

  private async delete(current: Place, members: Chosen[]): Promise<Chosen[]> {
    for (const { id, status } of members) if (status === 'invited') await this.links.end(current, id, 'refused');
    await current.db.delete(Member, { id: In(idsOf(members)) });
    return [];
  }
}

const idsOf = (members: Chosen[]): string[] => members.map(({ id }) => id);
