import { Injectable } from '@nestjs/common';
import { type Place, pathOf } from '../client-orgs/place.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Invitations } from './invitations.service.js';

/** One member's invitation, from the side of those who manage members: the same in client organizations and providers. */
@Injectable()
export class InvitedMemberPages {
  constructor(private readonly invitations: Invitations) {}

  async resend(current: Place, memberId: string) {
    const { email, role } = await this.invitations.resend(current, memberId);
    return seeOther(listOf(current, role), say('A new invitation goes to {{email}}. The old link is dead.', { email }));
  }

  async edit(current: Place, memberId: string) {
    const { email, role } = await this.invitations.find(current, memberId);
    return page('invitations/address', { memberId, back: listOf(current, role), values: { email } });
  }

  async update(current: Place, memberId: string, email: string) {
    const { role } = await this.invitations.changeAddress(current, memberId, email);
    const done = say('The invitation now goes to {{email}}. The old link is dead.', { email });
    return seeOther(listOf(current, role), done);
  }

  async takeBack(current: Place, memberId: string) {
    const { email, role } = await this.invitations.takeBack(current, memberId);
    const done = say('{{email}} is invited again only when you send it. Nothing was handed over.', { email });
    return seeOther(listOf(current, role), done);
  }
}

/** Where the person is shown: an owner's invitation stands on the overview. */
const listOf = (current: Place, role: string) => `${pathOf(current)}${role === 'owner' ? '' : '/members'}`;
