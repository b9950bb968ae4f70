import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { User } from '../accounts/user.entity.js';
import { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { leadsFrom } from '../client-orgs/member-states.js';
import { inClient, membersOf, type Place } from '../client-orgs/place.js';
import { say } from '../web/message.js';
import { NotThere, refuse } from '../web/refusal.js';
import { Candidates, type Waiting } from './candidates.js';
import type { ConfirmationForm } from './confirmation.form.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { CHANGED, HandOver } from './hand-over.service.js';

/** Confirming one person, of a client or of a provider. */
@Injectable()
export class Confirmation {
  constructor(
    private readonly words: FingerprintCheck,
    private readonly candidates: Candidates,
    private readonly handOver: HandOver,
  ) {}

  /** @throws Refusal when this person does not wait, or is not the acting person's to confirm */
  async find(current: Place, memberId: string): Promise<Waiting<User>> {
    const member = await current.db.findOneBy(Member, { id: memberId, ...membersOf(current) });
    if (!member) throw new NotThere();
    if (!leadsFrom('confirm', member.status) || !member.userId) throw refuse(CHANGED);
    const why = inClient(current) && (await this.candidates.whyNot(current, [member])).get(memberId);
    if (why) throw refuse(why);
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

  /** Compares, and hands the place's key over. @throws Refusal when the words or the key differ */
  async confirm(current: Unlocked<Place>, memberId: string, form: ConfirmationForm): Promise<Waiting<User>> {
    const waiting = await this.find(current, memberId);
    const { user, subject, asked } = waiting;
    if (form.subject !== subject) {
      throw refuse(
        say('The key, account or address of this person has changed since. Nothing was confirmed; compare again.'),
      );
    }
    const comparison = await this.words.compare(current, form, user, asked);
    const why = (await this.handOver.to(current, [{ ...waiting, comparison }])).get(memberId);
    if (why) throw refuse(why);
    return waiting;
  }
}
