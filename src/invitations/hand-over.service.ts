import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { leadsFrom, TRANSITIONS } from '../client-orgs/member-states.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { inClient, membersOf, type Place, providerOf } from '../client-orgs/place.js';
import { ClientRoster, type Roster, rosterOf } from '../client-orgs/roster.js';
import { transaction } from '../database/transaction.js';
import { wrap } from '../keys/rsa.js';
import { type NewMail, Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent, ProviderCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { Candidates, type Waiting } from './candidates.js';
import { ProviderActs } from './provider-acts.js';

/** Somebody who waits, and whose words were compared or expressly not. */
export type Compared = Waiting & { comparison: Message };

type Ready = Compared & { wrappedKey: string };

export const CHANGED = say('This has changed meanwhile. Nothing was handed over; look again.');

/** The one way to Confirmed: the key of a client or a provider is wrapped to people and becomes theirs. */
@Injectable()
export class HandOver {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly outbox: Outbox,
    private readonly candidates: Candidates,
    private readonly acts: ProviderActs,
  ) {}

  /**
   * To all of them at once.
   * @param together whether they stood on one page, which owners, admins and people of the provider may not
   * @returns who was not confirmed after all, by the member's id, and why
   */
  async to(current: Unlocked<Place>, people: Compared[], { together = false } = {}): Promise<Map<string, Message>> {
    const key = await (inClient(current)
      ? this.keys.open(current as Unlocked<ClientCurrent>)
      : this.keys.provider(current as Unlocked<ProviderCurrent>));
    const ready = people.map((one) => ({ ...one, wrappedKey: wrap(key, one.user.publicKey) }));
    return transaction<Place, Map<string, Message>>(current, async (current) => {
      const roster = await rosterOf(current);
      const refused = await this.refused(current, ready, roster, together);
      const confirmed = ready.filter(({ member }) => !refused.has(member.id));
      if (confirmed.length > 0) await this.write(current, roster, confirmed);
      return refused;
    });
  }

  /** What was true when the page was made may be so no more, now that the rows are locked. */
  private async refused(current: Place, ready: Ready[], roster: Roster, together: boolean) {
    const where = { id: In(ready.map(({ member }) => member.id)), ...membersOf(current) };
    const found = await current.db.find(Member, { where, lock: { mode: 'pessimistic_write' } });
    const accounts = await this.candidates.accounts(current, found);
    const members = new Map(found.map((member) => [member.id, member]));
    const organization = roster instanceof ClientRoster ? roster.organization : undefined;
    const refused = inClient(current)
      ? await this.candidates.whyNot(current, found, { together, organization })
      : new Map<string, Message>();
    for (const { member, subject } of ready) {
      const now = members.get(member.id);
      const user = accounts.get(now?.userId ?? null);
      const same = now && user && this.candidates.subject(now, user) === subject;
      if (!same || !leadsFrom('confirm', now.status)) refused.set(member.id, CHANGED);
    }
    return refused;
  }

  private async write(current: Place, roster: Roster, confirmed: Ready[]): Promise<void> {
    const members = confirmed.map(({ member }) => member);
    const status = TRANSITIONS.confirm.to;
    await current.db.query(
      `UPDATE members SET status = ?, confirmed_at = ?, renewed_at = NULL,
        wrapped_key = CASE id ${'WHEN ? THEN ? '.repeat(confirmed.length)}END WHERE id IN (?)`,
      [
        ...[status, current.now, ...confirmed.flatMap(({ member, wrappedKey }) => [member.id, wrappedKey])],
        members.map(({ id }) => id),
      ],
    );
    const after = { status, confirmedAt: current.now, renewedAt: null };
    await roster.count(
      current,
      members,
      members.map((member) => ({ ...member, ...after })),
    );
    for (const { member, user, comparison } of confirmed) {
      await record(current, 'member.confirmed', { id: member.id, name: user.email }, { role: member.role, comparison });
    }
    if (inClient(current)) await this.acts.confirmed(current, members);
    await this.outbox.sendAll(
      current,
      confirmed.map(({ user }) => letterTo(user, current)),
    );
  }
}

const letterTo = ({ id: userId, email: to }: Waiting['user'], current: Place): NewMail => ({
  ...(inClient(current)
    ? { letter: 'confirmed', ids: { organizationId: current.client.id, userId } }
    : { letter: 'confirmed-by-provider', ids: { providerId: current.provider.id, userId } }),
  ...{ to, providerId: providerOf(current) },
});
