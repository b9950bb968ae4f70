import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { AddressForm } from '../invitations/address.form.js';
import { Invitations } from '../invitations/invitations.service.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';

interface MemberParams {
  memberId: string;
}

/** The invitation of one member of the provider. */
@Controller('providers/:providerId/members/:memberId')
export class InvitedProviderMemberController {
  constructor(private readonly invitations: Invitations) {}

  /** Sends the invitation again. */
  @Post('invitation')
  @May('provider-members.manage')
  async resend(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    const { email } = await this.invitations.resend(current, memberId);
    return seeOther(listOf(current), say('A new invitation goes to {{email}}. The old link is dead.', { email }));
  }

  @Get('address')
  @May('provider-members.manage')
  async edit(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    const { email } = await this.invitations.find(current, memberId);
    return page('invitations/address', { memberId, back: listOf(current), values: { email } });
  }

  @Patch('address')
  @May('provider-members.manage')
  @OnRefusal('edit')
  async update(
    @CurrentProvider() current: ProviderCurrent,
    @Form() { email }: AddressForm,
    @Param() { memberId }: MemberParams,
  ) {
    await this.invitations.changeAddress(current, memberId, email);
    const done = say('The invitation now goes to {{email}}. The old link is dead.', { email });
    return seeOther(listOf(current), done);
  }

  /** "Not this person". */
  @Delete('acceptance')
  @May('provider-members.manage')
  async takeBack(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    const { email } = await this.invitations.takeBack(current, memberId);
    const done = say('{{email}} is invited again only when you send it. Nothing was handed over.', { email });
    return seeOther(listOf(current), done);
  }
}

const listOf = ({ provider }: ProviderCurrent) => `/providers/${provider.id}/members`;
