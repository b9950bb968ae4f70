import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { AddressForm } from '../invitations/address.form.js';
import { InvitedMemberPages } from '../invitations/invited-member-pages.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';

interface MemberParams {
  memberId: string;
}

/** The invitation of one member of the provider. */
@Controller('providers/:providerId/members/:memberId')
export class InvitedProviderMemberController {
  constructor(private readonly pages: InvitedMemberPages) {}

  /** Sends the invitation again. */
  @Post('invitation')
  @May('provider-members.manage')
  resend(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.resend(current, memberId);
  }

  @Get('address')
  @May('provider-members.manage')
  edit(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.edit(current, memberId);
  }

  @Patch('address')
  @May('provider-members.manage')
  @OnRefusal('edit')
  update(
    @CurrentProvider() current: ProviderCurrent,
    @Form() { email }: AddressForm,
    @Param() { memberId }: MemberParams,
  ) {
    return this.pages.update(current, memberId, email);
  }

  /** "Not this person". */
  @Delete('acceptance')
  @May('provider-members.manage')
  takeBack(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.takeBack(current, memberId);
  }
}
