import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { AddressForm } from './address.form.js';
import { InvitedMemberPages } from './invited-member-pages.js';

interface MemberParams {
  memberId: string;
}

/** One member's invitation. */
@Controller('organizations/:orgId/members/:memberId')
export class InvitedMemberController {
  constructor(private readonly pages: InvitedMemberPages) {}

  /** Sends the invitation again. */
  @Post('invitation')
  @May('members.manage')
  resend(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.resend(current, memberId);
  }

  @Get('address')
  @May('members.manage')
  edit(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.edit(current, memberId);
  }

  @Patch('address')
  @May('members.manage')
  @OnRefusal('edit')
  update(@CurrentClient() current: ClientCurrent, @Form() { email }: AddressForm, @Param() { memberId }: MemberParams) {
    return this.pages.update(current, memberId, email);
  }

  /** "Not this person". */
  @Delete('acceptance')
  @May('members.manage')
  takeBack(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    return this.pages.takeBack(current, memberId);
  }
}
