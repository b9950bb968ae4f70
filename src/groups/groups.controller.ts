import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { record } from '../audit/record.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { pagerLinks, sortHeads } from '../web/list-page.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { Download, page, seeOther } from '../web/page.js';
import { ChosenGroupsForm, GroupForm, GroupsQuery, NewGroupForm } from './group.form.js';
import { GroupList } from './group-list.js';
import { Groups } from './groups.service.js';

const pathOf = ({ client }: ClientCurrent) => `/organizations/${client.id}/groups`;

@Controller('organizations/:orgId/groups')
export class GroupsController {
  constructor(
    private readonly groups: Groups,
    private readonly list: GroupList,
  ) {}

  @Get()
  @May('groups.manage')
  async index(@CurrentClient() current: ClientCurrent, @Query() query: GroupsQuery) {
    const { rows, next } = await this.list.page(current, query);
    const path = pathOf(current);
    const heads = sortHeads(path, query, [{ name: 'name', text: say('Name') }]);
    return page('groups/index', { path, rows, query, heads, pager: pagerLinks(path, query, next) }, 'groups/table');
  }

  @Get('export.csv')
  @May('groups.manage')
  async export(@CurrentClient() current: ClientCurrent) {
    await record(current, 'groups.exported', current.client);
    return new Download('groups.csv', 'text/csv; charset=utf-8', this.list.csv(current));
  }

  @Get('new')
  @May('groups.manage')
  new() {
    return page('groups/new');
  }

  @Post()
  @May('groups.manage')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: NewGroupForm) {
    const id = await once(current, form.formId, async (current) => (await this.groups.create(current, form)).id);
    return seeOther(`${pathOf(current)}/${id}/members`, say('{{name}} is ready.', { name: form.name }));
  }

  @Get(':groupId/edit')
  @May('groups.manage')
  async edit(@CurrentClient() current: ClientCurrent, @Param() { groupId }: { groupId: string }) {
    const group = await this.groups.find(current, groupId);
    return page('groups/edit', { path: pathOf(current), group, values: { name: group.name } });
  }

  @Patch(':groupId')
  @May('groups.manage')
  @OnRefusal('edit')
  async update(@CurrentClient() current: ClientCurrent, @Param('groupId') id: string, @Form() { name }: GroupForm) {
    await this.groups.rename(current, id, name);
    return seeOther(pathOf(current), say('{{name}} is saved.', { name }));
  }

  @Post('deletion')
  @May('groups.manage')
  async confirmDeletion(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenGroupsForm) {
    return page('groups/deletion', { path: pathOf(current), groups: await this.groups.chosen(current, ids) });
  }

  @Delete()
  @May('groups.manage')
  async destroy(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenGroupsForm) {
    const { length: count } = await this.groups.delete(current, ids);
    return seeOther(pathOf(current), say('{{count}} groups are deleted.', { count }));
  }
}
