import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { membersLike } from '../collections/grantees.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { GroupsQuery, MembersForm } from './group.form.js';
import { GroupMembers } from './group-members.service.js';
import { Groups } from './groups.service.js';

const pathOf = ({ client }: ClientCurrent, id: string) => `/organizations/${client.id}/groups/${id}/members`;

/** Who is in a group; putting many in at once. */
@Controller('organizations/:orgId/groups/:groupId/members')
export class GroupMembersController {
  constructor(
    private readonly groups: Groups,
    private readonly members: GroupMembers,
  ) {}

  @Get()
  @May('groups.manage')
  async index(
    @CurrentClient() current: ClientCurrent,
    @Param() { groupId, ids = [] }: { groupId: string; ids?: string | string[] },
    @Query() query: GroupsQuery = {},
  ) {
    const group = await this.groups.find(current, groupId);
    const { rows, next } = await this.members.page(current, groupId, query.after);
    const path = pathOf(current, groupId);
    const found = await membersLike(current, query.search, groupId);
    const candidates = found.map((one) => ({ ...one, checked: [ids].flat().includes(one.id) }));
    const pager = pagerLinks(path, { after: query.after }, next);
    return page('groups/members', { group, path, rows, query, pager, candidates }, 'groups/candidates');
  }

  @Post()
  @May('groups.manage')
  @OnRefusal('index')
  async create(@CurrentClient() current: ClientCurrent, @Param('groupId') id: string, @Form() form: MembersForm) {
    const count = await this.members.add(current, id, form);
    return seeOther(pathOf(current, id), say('{{count}} members are in the group now who were not before.', { count }));
  }

  @Delete()
  @May('groups.manage')
  @OnRefusal('index')
  async destroy(@CurrentClient() current: ClientCurrent, @Param('groupId') id: string, @Form() { ids }: MembersForm) {
    const count = await this.members.remove(current, id, ids);
    return seeOther(pathOf(current, id), say('{{count}} members are taken out of the group.', { count }));
  }
}
