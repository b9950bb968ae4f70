import { Controller, Get } from '@nestjs/common';
import { record } from '../audit/record.js';
import { Visits } from '../client-orgs/visits.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { Download, page } from '../web/page.js';
import { CollectionList } from './collection-list.js';
import { opensAllItems } from './effective-access.js';
import { levelText, NO_ACCESS } from './levels.js';

class VaultQuery {
  @Optional(100) search?: string;
  @Optional(1000) after?: string;
}

/** The organization vault: its collections, and what I may do with the items in them. */
@Controller('organizations/:orgId')
export class VaultController {
  constructor(
    private readonly collections: CollectionList,
    private readonly visits: Visits,
  ) {}

  @Get('vault')
  @May('vault.read')
  async index(@CurrentClient() current: ClientCurrent, @Query() query: VaultQuery) {
    await this.visits.record(current);
    const { next, ...list } = await this.collections.page(current, query.search, query.after);
    const path = `/organizations/${current.client.id}/vault`;
    const first = !query.after && !query.search;
    const unassigned = first && permissionForUnassigned(current);
    return page(
      'collections/index',
      { path, query, unassigned, ...list, pager: pagerLinks(path, query, next) },
      'collections/table',
    );
  }

  @Get('collections/export.csv')
  @May('vault.read')
  async export(@CurrentClient() current: ClientCurrent) {
    await record(current, 'collections.exported', current.client);
    return new Download('collections.csv', 'text/csv; charset=utf-8', this.collections.csv(current));
  }
}

/** Items in no collection are there for those who open all; a provider sees that they may be there, and no more. */
function permissionForUnassigned(current: ClientCurrent) {
  if (opensAllItems(current)) return levelText(7);
  return current.membership ? undefined : NO_ACCESS;
}
