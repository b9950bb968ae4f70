import { Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { whyNotManage } from '../client-orgs/member-rules.js';
import { STATUS_TONES, STATUS_WORDS } from '../client-orgs/member-states.js';
import { chosenMembers } from '../invitations/chosen-members.js';
import { ConfirmationForm } from '../invitations/confirmation.form.js';
import { Confirmation } from '../invitations/confirmation.service.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { clientsFor, type TypedWork } from './chosen-clients.js';
import { ProviderMemberEdit } from './member-edit.service.js';
import { WorkForm } from './work.form.js';
import { ROLES, SCOPES } from './work.js';

interface MemberParams {
  memberId: string;
}

class MemberQuery {
  @Optional(100) search?: string;
}

/** One member of the provider: role and clients, and confirming whoever waits. */
@Controller('providers/:providerId/members/:memberId')
export class ProviderMemberController {
  constructor(
    private readonly edit: ProviderMemberEdit,
    private readonly confirmation: Confirmation,
  ) {}

  @Get()
  @May('provider-members.manage')
  async show(
    @CurrentProvider() current: ProviderCurrent,
    @Param() { memberId, ...typed }: MemberParams & TypedWork,
    @Query() { search }: MemberQuery = {},
  ) {
    const [member] = await chosenMembers(current, [memberId]);
    return page('provider-members/show', {
      ...{ member, search, roles: ROLES, scopes: SCOPES, refused: whyNotManage(current, member) },
      ...{ tone: STATUS_TONES[member.status], statusText: STATUS_WORDS[member.status] },
      clients: await clientsFor(current, typed, search, memberId),
      values: { role: member.role, scope: member.chosenClients ? 'chosen' : 'all' },
    });
  }

  @Patch()
  @May('provider-members.manage')
  @OnRefusal('show')
  async update(@CurrentProvider() current: ProviderCurrent, @Form() form: WorkForm, @Param() params: MemberParams) {
    const { id, name } = await this.edit.update(current, params.memberId, form);
    return seeOther(`${listOf(current)}/${id}`, say('The membership of {{name}} is saved.', { name }));
  }

  @Get('confirmation')
  @May('provider-members.manage')
  async ask(@CurrentProvider() current: ProviderCurrent, @Param() { memberId }: MemberParams) {
    return page('provider-members/confirmation', await this.confirmation.page(current, memberId));
  }

  @Post('confirmation')
  @May('provider-members.manage')
  @NeedsPassword()
  @OnRefusal('ask')
  async confirm(
    @CurrentProvider() current: Unlocked<ProviderCurrent>,
    @Form() form: ConfirmationForm,
    @Param() { memberId }: MemberParams,
  ) {
    const { user } = await this.confirmation.confirm(current, memberId, form);
    return seeOther(listOf(current), say('{{name}} is confirmed.', { name: user.name }));
  }
}

const listOf = ({ provider }: ProviderCurrent) => `/providers/${provider.id}/members`;
