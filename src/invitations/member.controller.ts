import { Controller, Get, Param, Patch } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { MemberForm } from './member.form.js';
import { MemberEdit } from './member-edit.service.js';
import { MemberPage, type Typed } from './member-page.js';

interface MemberParams {
  memberId: string;
}

/** One member: role, permissions, groups and collections, and what they come to. */
@Controller('organizations/:orgId/members/:memberId')
export class MemberController {
  constructor(
    private readonly members: MemberPage,
    private readonly edit: MemberEdit,
  ) {}

  @Get()
  @May('members.manage')
  async show(@CurrentClient() current: ClientCurrent, @Param() { memberId, ...typed }: MemberParams & Typed) {
    return page('members/show', await this.members.of(current, memberId, typed));
  }

  @Patch()
  @May('members.manage')
  @OnRefusal('show')
  async update(@CurrentClient() current: ClientCurrent, @Form() form: MemberForm, @Param() { memberId }: MemberParams) {
    const { name } = await this.edit.update(current, memberId, form);
    return seeOther(
      `/organizations/${current.client.id}/members/${memberId}`,
      say('The membership of {{name}} is saved.', { name }),
    );
  }
}
