import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { adjust, adjustAdmins } from '../client-orgs/counters.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Member } from '../client-orgs/member.entity.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { wrap } from '../keys/rsa.js';
import { SecretBox } from '../keys/seal.js';
import type { SymmetricKey } from '../keys/symmetric-key.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import type { ConfirmationForm } from './confirmation.form.js';
import { FingerprintCheck } from './fingerprint-check.js';

/** A member who accepted, as whoever confirms them sees it. */
export interface Waiting {
  member: Member;
  user: User;
  /** Positions, 0 to 4, of the two words of the fingerprint phrase to ask for. */
  asked: [number, number];
  /** Key, account and address as shown; nothing is confirmed once one of them is another. */
  subject: string;
}

/** Where somebody waits: in the client of the address, else in its provider. */
type Place = ClientCurrent | ProviderCurrent;
const placeOf = ({ client, provider }: Place) =>
  client ? { organizationId: client.id } : { providerId: provider?.id };

/** Confirming: the one act that hands a client's or a provider's key to a person. */
@Injectable()
export class Confirmation {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly outbox: Outbox,
    private readonly box: SecretBox,
    private readonly words: FingerprintCheck,
  ) {}

  async find(current: Place, memberId: string): Promise<Waiting> {
    const member = await current.db.findOneBy(Member, { id: memberId, ...placeOf(current) });
    if (!member) throw new NotThere();
    if (member.status !== TRANSITIONS.confirm.from || !member.userId) {
      throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
    }
    const user = await current.db.findOneByOrFail(User, { id: member.userId });
    return { member, user, asked: this.asked(current, member), subject: this.subject(member, user) };
  }

  /** What the page about it shows. */
  async page(current: Place, memberId: string) {
    const { member, user, asked, subject } = await this.find(current, memberId);
    const [first, second] = asked.map((position) => position + 1);
    const again = Boolean(member.renewedAt && member.confirmedAt);
    return { member, user, first, second, again, values: { subject } };
  }

  /** Wraps the place's key to the member's public key. @throws Refusal when the words or the key differ */
  async confirm(current: Unlocked<Place>, memberId: string, form: ConfirmationForm): Promise<User> {
    const { user, subject, asked } = await this.find(current, memberId);
    if (form.subject !== subject) {
      throw refuse(
        say('The key, account or address of this person has changed since. Nothing was confirmed; compare again.'),
      );
    }
    const compared = await this.words.compare(current, form, user, asked);
    const wrappedKey = wrap(await this.keyOf(current), user.publicKey);
    await transaction(current, async (current) => {
      if (current.client) await lockedOrganization(current, current.client.id);
      const member = await current.db.findOne(Member, {
        where: { id: memberId, ...placeOf(current) },
        lock: { mode: 'pessimistic_write' },
      });
      const now = member?.userId ? await current.db.findOneBy(User, { id: member.userId }) : null;
      if (!member || !now || member.status !== TRANSITIONS.confirm.from || this.subject(member, now) !== subject) {
        throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
      }
      const status = TRANSITIONS.confirm.to;
      const confirmed = { status, wrappedKey, confirmedAt: current.now, renewedAt: null };
      await current.db.update(Member, { id: memberId }, confirmed);
      await this.count(current, member);
      await record(
        current,
        'member.confirmed',
        { id: memberId, name: user.email },
        {
          role: member.role,
          comparison: compared,
        },
      );
      await this.tell(current, user);
    });
    return user;
  }

  private keyOf(current: Unlocked<Place>): Promise<SymmetricKey> {
    return current.client
      ? this.keys.open(current as Unlocked<ClientCurrent>)
      : this.keys.provider(current as Unlocked<ProviderCurrent>);
  }

  /** An owner whose keys were renewed was counted all the time; an admin was not: only one who is confirmed can act. */
  private async count(current: Place, { role, confirmedAt, providerId }: Member): Promise<void> {
    if (current.client) {
      const owners = role === 'owner' && !confirmedAt ? 1 : 0;
      await adjust(current, current.client.id, { waiting: -1, confirmedOwners: owners });
    } else if (role === 'provider-admin') await adjustAdmins(current, providerId as string, 1);
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

  /** Drawn for an acceptance. */
  private asked(current: Place, { id, renewedAt, acceptedAt }: Member): [number, number] {
    return this.words.asked(current, `${id} ${(renewedAt ?? acceptedAt)?.toISOString()}`);
  }

  private subject(member: Member, user: User): string {
    return this.box.mac(['confirm', member.id, member.email, user.id, user.email, user.publicKey].join(' '));
  }
}
