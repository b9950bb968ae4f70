import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import { Member } from '../client-orgs/member.entity.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { drawnWords, fingerprintPhrase } from '../keys/fingerprint.js';
import { wrap } from '../keys/rsa.js';
import { SecretBox } from '../keys/seal.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, Refusal, refuse, refuseField } from '../web/refusal.js';
import type { ConfirmationForm } from './confirmation.form.js';

/** A member who accepted, as whoever confirms them sees it. */
export interface Waiting {
  member: Member;
  user: User;
  /** Positions, 0 to 4, of the two words of the fingerprint phrase to ask for. */
  asked: [number, number];
  /** Key, account and address as shown; nothing is confirmed once one of them is another. */
  subject: string;
}

/** Confirming: the one act that hands a client's key to a person. */
@Injectable()
export class Confirmation {
  private readonly drawing: Buffer;

  constructor(
    private readonly keys: OrganizationKeys,
    private readonly outbox: Outbox,
    private readonly box: SecretBox,
  ) {
    this.drawing = box.key('fingerprint words');
  }

  async find(current: ClientCurrent, memberId: string): Promise<Waiting> {
    const member = await current.db.findOneBy(Member, { id: memberId, organizationId: current.client.id });
    if (!member) throw new NotThere();
    if (member.status !== TRANSITIONS.confirm.from || !member.userId) {
      throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
    }
    const user = await current.db.findOneByOrFail(User, { id: member.userId });
    return { member, user, asked: this.asked(current, member), subject: this.subject(member, user) };
  }

  /** Wraps the organization's key to the member's public key. @throws Refusal when the words or the key differ */
  async confirm(current: Unlocked<ClientCurrent>, memberId: string, form: ConfirmationForm): Promise<User> {
    const { user, subject, asked } = await this.find(current, memberId);
    if (form.subject !== subject) {
      throw refuse(
        say('The key, account or address of this person has changed since. Nothing was confirmed; compare again.'),
      );
    }
    const compared = form.notCompared !== 'yes';
    if (compared) await this.compare(current, form, user, asked);
    const wrappedKey = wrap(await this.keys.open(current), user.publicKey);
    await transaction(current, async (current) => {
      const member = await current.db.findOne(Member, {
        where: { id: memberId, organizationId: current.client.id },
        lock: { mode: 'pessimistic_write' },
      });
      const now = member?.userId ? await current.db.findOneBy(User, { id: member.userId }) : null;
      if (!member || !now || member.status !== TRANSITIONS.confirm.from || this.subject(member, now) !== subject) {
        throw refuse(say('This has changed meanwhile. Go back to the overview and look again.'));
      }
      const status = TRANSITIONS.confirm.to;
      await current.db.update(Member, { id: memberId }, { status, wrappedKey, confirmedAt: current.now });
      await adjust(current, current.client.id, { waiting: -1, confirmedOwners: member.role === 'owner' ? 1 : 0 });
      await record(
        current,
        'member.confirmed',
        { id: memberId, name: user.email },
        {
          role: member.role,
          comparison: compared ? say('two words compared') : say('not compared'),
        },
      );
      await this.outbox.send(current, {
        letter: 'confirmed',
        to: user.email,
        ids: { organizationId: current.client.id, userId: user.id },
        providerId: current.client.providerId,
      });
    });
    return user;
  }

  private async compare(
    current: ClientCurrent,
    form: ConfirmationForm,
    user: User,
    asked: [number, number],
  ): Promise<void> {
    const phrase = fingerprintPhrase(user.id, user.publicKey);
    const typed = [form.firstWord, form.secondWord].map((word) => word.trim().toLowerCase());
    if (typed.some((word) => word === '')) {
      throw refuseField('firstWord', say('Type both words, or choose that you did not compare them.'));
    }
    if (phrase[asked[0]] === typed[0] && phrase[asked[1]] === typed[1]) return;
    await record(current, 'member.words-refused', { id: user.id, name: user.email });
    throw new Refusal(
      say(
        'These are not the words of this account. Ask again; if they still differ, somebody else accepted the invitation.',
      ),
      { firstWord: say('One of the two words differs.') },
    );
  }

  /** Drawn for a session and an acceptance: a second try asks for the same two. */
  private asked(current: ClientCurrent, member: Member): [number, number] {
    return drawnWords(this.drawing, `${current.session.id} ${member.id} ${member.acceptedAt?.toISOString()}`);
  }

  private subject(member: Member, user: User): string {
    return this.box.mac(['confirm', member.id, member.email, user.id, user.email, user.publicKey].join(' '));
  }
}
