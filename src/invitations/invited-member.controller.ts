import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { AddressForm } from './address.form.js';
import { Invitations } from './invitations.service.js';

interface MemberParams {
  memberId: string;
}

/** One member's invitation, from the side of those who manage members. */
@Controller('organizations/:orgId/members/:memberId')
export class InvitedMemberController {
  constructor(private readonly invitations: Invitations) {}

  /** Sends the invitation again. */
  @Post('invitation')
  @May('members.manage')
  async resend(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    const { email, role } = await this.invitations.resend(current, memberId);
    return seeOther(listOf(current, role), say('A new invitation goes to {{email}}. The old link is dead.', { email }));
  }

  @Get('address')
  @May('members.manage')
  async edit(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    const { email, role } = await this.invitations.find(current, memberId);
    return page('invitations/address', { memberId, back: listOf(current, role), values: { email } });
  }

  @Patch('address')
  @May('members.manage')
  @OnRefusal('edit')
  async update(
    @CurrentClient() current: ClientCurrent,
    @Form() { email }: AddressForm,
    @Param() { memberId }: MemberParams,
  ) {
    const { role } = await this.invitations.changeAddress(current, memberId, email);
    const done = say('The invitation now goes to {{email}}. The old link is dead.', { email });
    return seeOther(listOf(current, role), done);
  }

  /** "Not this person". */
  @Delete('acceptance')
  @May('members.manage')
  async takeBack(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    const { email, role } = await this.invitations.takeBack(current, memberId);
    const done = say('{{email}} is invited again only when you send it. Nothing was handed over.', { email });
    return seeOther(listOf(current, role), done);
  }
}

/** Where the person is shown: an owner's invitation stands on the overview. */
const listOf = ({ client }: ClientCurrent, role: string) =>
  `/organizations/${client.id}${role === 'owner' ? '' : '/members'}`;
