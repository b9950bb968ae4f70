import { Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { managed } from './authority.js';
import { AccessForm, AccessQuery, BulkAccessForm, ChosenAgain } from './collection.form.js';
import { CollectionAccess } from './collection-access.js';
import { candidates } from './grantees.js';
import { LEVEL_OPTIONS, LEVEL_OPTIONS_OR_NONE } from './levels.js';

/** Who has access to a collection, and giving access to several of them. */
@Controller('organizations/:orgId/collections')
export class CollectionAccessController {
  constructor(private readonly access: CollectionAccess) {}

  @Get(':collectionId/access')
  @May('vault.read')
  async show(
    @CurrentClient() current: ClientCurrent,
    @Param() { collectionId, to }: { collectionId: string; to?: string[] },
    @Query() query: AccessQuery = {},
  ) {
    const [collection] = await managed(current, [collectionId]);
    const { rows, next } = await this.access.page(current, collectionId, query.after);
    const path = `/organizations/${current.client.id}/collections/${collectionId}/access`;
    const found = await candidates(current, query.search, to);
    const given = new Set(rows.map(({ id }) => id));
    return page(
      'collections/access',
      {
        ...{ collection, path, rows, query, pager: pagerLinks(path, { after: query.after }, next) },
        ...{ candidates: found.filter(({ id }) => !given.has(id)), levels: LEVEL_OPTIONS, values: { level: '7' } },
      },
      'collections/candidates',
    );
  }

  @Patch(':collectionId/access')
  @May('vault.read')
  @OnRefusal('show')
  async update(@CurrentClient() current: ClientCurrent, @Param('collectionId') id: string, @Form() form: AccessForm) {
    await managed(current, [id]);
    const count = await this.access.update(current, id, form);
    const path = `/organizations/${current.client.id}/collections/${id}/access`;
    return seeOther(path, say('{{count}} levels of access are changed.', { count }));
  }

  /** Asks whom to give what, in the chosen collections. */
  @Post('access/new')
  @May('vault.read')
  async new(@CurrentClient() current: ClientCurrent, @Form() { ids, to }: ChosenAgain) {
    const collections = await managed(current, [ids ?? []].flat());
    const offered = { candidates: await candidates(current, '', to), levels: LEVEL_OPTIONS_OR_NONE };
    return page('collections/bulk-access', { collections, ...offered, values: { level: '7' } });
  }

  @Patch('access')
  @May('vault.read')
  @OnRefusal('new')
  async updateMany(@CurrentClient() current: ClientCurrent, @Form() form: BulkAccessForm) {
    const count = await this.access.updateMany(current, form);
    const path = `/organizations/${current.client.id}/vault`;
    return seeOther(path, say('{{count}} levels of access are changed.', { count }));
  }
}
