import { Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { clientsFor, type TypedWork } from './chosen-clients.js';
import { NewProviderMembers } from './new-members.service.js';
import { NewProviderMembersForm } from './work.form.js';
import { ROLES, SCOPES } from './work.js';

/** Inviting up to twenty people to work for the provider. */
@Controller('providers/:providerId/members')
export class NewProviderMembersController {
  constructor(private readonly members: NewProviderMembers) {}

  @Get('new')
  @May('provider-members.manage')
  async new(@CurrentProvider() current: ProviderCurrent, @Param() typed: TypedWork) {
    const values = { role: 'service-user', scope: 'all' };
    return page('provider-members/new', {
      ...{ roles: ROLES, scopes: SCOPES, values },
      clients: await clientsFor(current, typed),
    });
  }

  @Post()
  @May('provider-members.manage')
  @OnRefusal('new')
  async create(@CurrentProvider() current: ProviderCurrent, @Form() form: NewProviderMembersForm) {
    const count = await this.members.invite(current, form);
    const path = `/providers/${current.provider.id}/members?tab=invited`;
    return seeOther(path, say('{{count}} people are invited.', { count }));
  }
}
