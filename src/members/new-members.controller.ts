import { Controller, Get, Post } from '@nestjs/common';
import { Organization } from '../client-orgs/organization.entity.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Many } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { NewMembersForm } from './new-members.form.js';
import { NewMembers } from './new-members.service.js';
import { offers } from './offers.js';

/** What the page is opened with, such as a group to invite people into. */
class NewMembersQuery {
  @Many() groups: string[] = [];
  @Many() permissions: string[] = [];
  @Many() collections: string[] = [];
  @Many() levels: string[] = [];
}

/** Inviting up to twenty people at once. */
@Controller('organizations/:orgId/members')
export class NewMembersController {
  constructor(private readonly members: NewMembers) {}

  @Get('new')
  @May('members.manage')
  async new(@CurrentClient() current: ClientCurrent, @Query() typed: NewMembersQuery) {
    const select = { seats: true, occupied: true, remaining: true } as const;
    const seats = await current.db.findOneOrFail(Organization, { select, where: { id: current.client.id } });
    return page('members/new', { seats, ...(await offers(current, typed)), values: { role: 'user' } });
  }

  @Post()
  @May('members.manage')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: NewMembersForm) {
    const { emails, twice } = await this.members.invite(current, form);
    const count = emails.length;
    const path = `/organizations/${current.client.id}/members?tab=invited`;
    if (twice.length === 0) return seeOther(path, say('{{count}} people are invited.', { count }));
    const some = twice.slice(0, 5).join(', ');
    const again = twice.length > 5 ? say('{{some}} and more', { some }) : some;
    return seeOther(path, say('{{count}} people are invited. Typed more than once: {{again}}.', { count, again }));
  }
}
