import { Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Email } from '../web/fields.js';
import { Form, FormOnce, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Invitations } from './invitations.service.js';

class AddressForm extends FormOnce {
  @Email(say("Type the owner's email address.")) email: string;
}

interface MemberParams {
  memberId: string;
}

/** The client owner's invitation, from the provider's side. */
@Controller('organizations/:orgId/members/:memberId')
export class OwnerController {
  constructor(private readonly invitations: Invitations) {}

  /** Sends the invitation again. */
  @Post('invitation')
  @May('owners.invite')
  async resend(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    const { email } = await this.invitations.resend(current, memberId);
    return seeOther(overview(current), say('A new invitation goes to {{email}}. The old link is dead.', { email }));
  }

  @Get('address')
  @May('owners.invite')
  async edit(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    const { email } = await this.invitations.find(current, memberId);
    return page('invitations/address', { memberId, values: { email } });
  }

  @Patch('address')
  @May('owners.invite')
  @OnRefusal('edit')
  async update(
    @CurrentClient() current: ClientCurrent,
    @Form() { email }: AddressForm,
    @Param() { memberId }: MemberParams,
  ) {
    await this.invitations.changeAddress(current, memberId, email);
    return seeOther(overview(current), say('The invitation now goes to {{email}}. The old link is dead.', { email }));
  }
}

const overview = ({ client }: ClientCurrent) => `/organizations/${client.id}`;
