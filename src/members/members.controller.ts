import { Controller, Get } from '@nestjs/common';
import { record } from '../audit/record.js';
import { Visits } from '../client-orgs/visits.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { type Head, listPath, pagerLinks, sortHeads } from '../web/list-page.js';
import { say } from '../web/message.js';
import { Download, page } from '../web/page.js';
import { memberTabs } from './member-counts.js';
import { MemberExport } from './member-export.js';
import { shownGroups } from './member-groups.js';
import { MemberList, MemberListQuery } from './member-list.js';

const HEADS: Head[] = [
  { name: 'name', text: say('Name') },
  { name: 'role', text: say('Role') },
  { name: 'status', text: say('Status') },
];

/** Everybody of a client organization. */
@Controller('organizations/:orgId/members')
export class MembersController {
  constructor(
    private readonly list: MemberList,
    private readonly exports: MemberExport,
    private readonly visits: Visits,
  ) {}

  @Get()
  @May('members.manage')
  async index(@CurrentClient() current: ClientCurrent, @Query() query: MemberListQuery) {
    await this.visits.record(current);
    const path = `/organizations/${current.client.id}/members`;
    const { rows, next } = await this.list.page(current, query);
    const groups = await shownGroups(current.db, rows);
    const [name, role, status] = sortHeads(path, query, HEADS);
    const data = {
      ...{ path, query, rows: rows.map((row) => ({ ...row, ...groups(row) })), heads: { name, role, status } },
      ...(await memberTabs(current, path, query)),
      csvPath: listPath(`${path}/export.csv`, { tab: query.tab, search: query.search }),
      pager: pagerLinks(path, query, next),
    };
    return page('members/index', data, 'members/table');
  }

  @Get('export.csv')
  @May('members.manage')
  async export(@CurrentClient() current: ClientCurrent, @Query() query: MemberListQuery) {
    await record(current, 'members.exported', current.client);
    return new Download('members.csv', 'text/csv; charset=utf-8', this.exports.csv(current, query));
  }
}
