import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import type { Member } from '../client-orgs/member.entity.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { ConfirmationForm } from './confirmation.form.js';
import { Confirmation } from './confirmation.service.js';

interface MemberParams {
  memberId: string;
}

/** Who accepted, and whether it is the right person. */
@Controller('organizations/:orgId/members/:memberId')
export class ConfirmationController {
  constructor(private readonly confirmation: Confirmation) {}

  @Get('confirmation')
  @May('members.confirm')
  async show(@CurrentClient() current: ClientCurrent, @Param() { memberId }: MemberParams) {
    return page('invitations/confirmation', await this.confirmation.page(current, memberId));
  }

  @Post('confirmation')
  @May('members.confirm')
  @NeedsPassword()
  @OnRefusal('show')
  async confirm(
    @CurrentClient() current: Unlocked<ClientCurrent>,
    @Form() form: ConfirmationForm,
    @Param() { memberId }: MemberParams,
  ) {
    const { user, member } = await this.confirmation.confirm(current, memberId, form);
    return seeOther(back(current, member), say('{{name}} is confirmed and can open the vault.', { name: user.name }));
  }
}

/** Owners stand on the overview, others on their own page. */
const back = ({ client }: ClientCurrent, { id, role }: Pick<Member, 'id' | 'role'>) =>
  role === 'owner' ? `/organizations/${client.id}` : `/organizations/${client.id}/members/${id}`;
