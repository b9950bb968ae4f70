import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { ConfirmationForm } from '../invitations/confirmation.form.js';
import { Confirmation } from '../invitations/confirmation.service.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { ProviderMembers } from './members.service.js';

interface MemberParams {
  memberId: string;
}

/** The provider's own people, and confirming those who wait. */
@Controller('providers/:providerId/members')
export class MembersController {
  constructor(
    private readonly members: ProviderMembers,
    private readonly confirmation: Confirmation,
  ) {}

  @Get()
  @May('provider-members.confirm')
  async index(@CurrentProvider() current: ProviderCurrent) {
    return page('providers/members', await this.members.list(current));
  }

  @Get(':memberId/confirmation')
  @May('provider-members.confirm')
  async show(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    return page('providers/member-confirmation', await this.confirmation.page(current, memberId));
  }

  @Post(':memberId/confirmation')
  @May('provider-members.confirm')
  @NeedsPassword()
  @OnRefusal('show')
  async confirm(
    @CurrentProvider() current: Unlocked<ProviderCurrent>,
    @Form() form: ConfirmationForm,
    @Param() { memberId }: MemberParams,
  ) {
    const { user } = await this.confirmation.confirm(current, memberId, form);
    return seeOther(`/providers/${current.provider.id}/members`, say('{{name}} is confirmed.', { name: user.name }));
  }
}
