import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { inClient, membersOf, type Place } from '../client-orgs/place.js';
import { ClientRoster, type Roster, rosterOf } from '../client-orgs/roster.js';
import { transaction } from '../database/transaction.js';
import { wrap } from '../keys/rsa.js';
import type { SymmetricKey } from '../keys/symmetric-key.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import { Candidates, type Waiting } from './candidates.js';
import type { ConfirmationForm } from './confirmation.form.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { ProviderActs } from './provider-acts.js';

const CHANGED = say('This has changed meanwhile. Go back to the overview and look again.');

/** Confirming: the one act that hands a client's or a provider's key to a person. */
@Injectable()
export class Confirmation {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly outbox: Outbox,
    private readonly words: FingerprintCheck,
    private readonly candidates: Candidates,
    private readonly acts: ProviderActs,
  ) {}

  /** @throws Refusal when this person does not wait, or is not the acting person's to confirm */
  async find(current: Place, memberId: string): Promise<Waiting<User>> {
    const member = await current.db.findOneBy(Member, { id: memberId, ...membersOf(current) });
    if (!member) throw new NotThere();
    if (member.status !== TRANSITIONS.confirm.from || !member.userId) throw refuse(CHANGED);
    if (inClient(current)) await this.check(current, member);
    return this.candidates.seen(current, member, await current.db.findOneByOrFail(User, { id: member.userId }));
  }

  /** What the page about it shows. */
  async page(current: Place, memberId: string) {
    const { member, user, asked, subject } = await this.find(current, memberId);
    const [first, second] = asked.map((position) => position + 1);
    const again = Boolean(member.renewedAt && member.confirmedAt);
    const name = (current.client ?? current.provider)?.name as string;
    const owner = member.role === 'owner';
    const as = owner ? say('Confirm as owner of {{name}}', { name }) : say('Confirm as member of {{name}}', { name });
    const roleText = ROLE_WORDS[member.role];
    return { member, user, first, second, again, as, roleText, values: { subject } };
  }

  /** Wraps the place's key to the member's public key. @throws Refusal when the words or the key differ */
  async confirm(current: Unlocked<Place>, memberId: string, form: ConfirmationForm): Promise<Waiting<User>> {
    const waiting = await this.find(current, memberId);
    const { user, subject, asked } = waiting;
    if (form.subject !== subject) {
      throw refuse(
        say('The key, account or address of this person has changed since. Nothing was confirmed; compare again.'),
      );
    }
    const comparison = await this.words.compare(current, form, user, asked);
    const wrappedKey = wrap(await this.keyOf(current), user.publicKey);
    await transaction(current, async (current) => {
      const roster = await rosterOf(current);
      const where = { id: memberId, ...membersOf(current) };
      const member = await current.db.findOne(Member, { where, lock: { mode: 'pessimistic_write' } });
      const now = member?.userId ? await current.db.findOneBy(User, { id: member.userId }) : null;
      if (
        !member ||
        !now ||
        member.status !== TRANSITIONS.confirm.from ||
        this.candidates.subject(member, now) !== subject
      ) {
        throw refuse(CHANGED);
      }
      if (inClient(current)) await this.check(current, member, roster);
      const status = TRANSITIONS.confirm.to;
      const confirmed = { status, wrappedKey, confirmedAt: current.now, renewedAt: null };
      await current.db.update(Member, { id: memberId }, confirmed);
      await roster.count(current, [member], [{ ...member, ...confirmed }]);
      await record(current, 'member.confirmed', { id: memberId, name: user.email }, { role: member.role, comparison });
      if (inClient(current)) await this.acts.confirmed(current, [member]);
      await this.tell(current, user);
    });
    return waiting;
  }

  private async check(current: ClientCurrent, member: Member, roster?: Roster): Promise<void> {
    const organization = roster instanceof ClientRoster ? roster.organization : undefined;
    const why = (await this.candidates.whyNot(current, [member], { organization })).get(member.id);
    if (why) throw refuse(why);
  }

  private keyOf(current: Unlocked<Place>): Promise<SymmetricKey> {
    return current.client
      ? this.keys.open(current as Unlocked<ClientCurrent>)
      : this.keys.provider(current as Unlocked<ProviderCurrent>);
  }

  private async tell(current: Place, { id: userId, email: to }: User): Promise<void> {
    const { client } = current;
    const providerId = client ? client.providerId : (current.provider?.id as string);
    await this.outbox.send(current, {
      ...(client
        ? { letter: 'confirmed', ids: { organizationId: client.id, userId } }
        : { letter: 'confirmed-by-provider', ids: { providerId: providerId as string, userId } }),
      ...{ to, providerId },
    });
  }
}
