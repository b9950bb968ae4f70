import { Controller, Get } from '@nestjs/common';
import { countUpTo, tabsOf } from '../members/member-counts.js';
import { MemberList, MemberListQuery } from '../members/member-list.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Query } from '../web/form.js';
import { type Head, pagerLinks, sortHeads } from '../web/list-page.js';
import { say } from '../web/message.js';
import { page } from '../web/page.js';
import { countedClients } from './chosen-clients.js';

const HEADS: Head[] = [
  { name: 'name', text: say('Name') },
  { name: 'role', text: say('Role') },
  { name: 'status', text: say('Status') },
];

/** Everybody who works for the provider, or is to. */
@Controller('providers/:providerId/members')
export class ProviderMembersController {
  constructor(private readonly list: MemberList) {}

  @Get()
  @May('provider-members.manage')
  async index(@CurrentProvider() current: ProviderCurrent, @Query() query: MemberListQuery) {
    const path = `/providers/${current.provider.id}/members`;
    const { rows, next } = await this.list.page(current, query);
    const counted = await countedClients(current, rows);
    const [name, role, status] = sortHeads(path, query, HEADS);
    const clients = (id: string) =>
      counted.has(id) ? say('{{count}} clients', { count: counted.get(id) as number }) : say('All clients');
    const data = {
      ...{ path, query, heads: { name, role, status } },
      rows: rows.map((row) => ({ ...row, clients: clients(row.id) })),
      tabs: tabsOf(path, query, await counts(current)),
      pager: pagerLinks(path, query, next),
    };
    return page('provider-members/index', data, 'members/table');
  }
}

const STATUSES = ['invited', 'accepted', 'confirmed', 'revoked'] as const;

async function counts({ db, provider }: ProviderCurrent): Promise<Record<string, number>> {
  const counts = STATUSES.map((status) => `(${countUpTo('provider_id')}) AS ${status}`);
  const [row]: Record<string, string>[] = await db.query(
    `SELECT ${counts}`,
    STATUSES.flatMap((status) => [provider.id, status]),
  );
  const counted = Object.fromEntries(STATUSES.map((status) => [status, Number(row[status])]));
  return { ...counted, all: counted.invited + counted.accepted + counted.confirmed };
}
