import { Controller, Delete, Get, Post } from '@nestjs/common';
import { Visits } from '../client-orgs/visits.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Many, Optional, Text } from '../web/fields.js';
import { Form, FormOnce, OnRefusal, Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { page, seeOther } from '../web/page.js';
import { Collections } from './collections.service.js';
import { opensAllItems } from './effective-access.js';
import { EVERYTHING, levelText, NO_ACCESS } from './levels.js';

class VaultQuery {
  @Optional(100) search?: string;
  @Optional(1000) after?: string;
}

class CollectionForm extends FormOnce {
  @Text({ max: 200, required: say('Type a name for the collection.') }) name: string;
}

class ChosenForm {
  @Many() ids: string[] = [];
}

/** The organization vault: its collections, and what I may do with the items in them. */
@Controller('organizations/:orgId')
export class VaultController {
  constructor(
    private readonly collections: Collections,
    private readonly visits: Visits,
  ) {}

  @Get('vault')
  @May('vault.read')
  async index(@CurrentClient() current: ClientCurrent, @Query() query: VaultQuery) {
    await this.visits.record(current);
    const { rows, next } = await this.collections.list(current, query.search, query.after);
    const path = `/organizations/${current.client.id}/vault`;
    const first = !query.after && !query.search;
    const data = { path, rows, query, first, ...permissions(current), pager: pagerLinks(path, query, next) };
    return page('collections/index', data, 'collections/table');
  }

  @Get('collections/new')
  @May('collections.create')
  new() {
    return page('collections/new');
  }

  @Post('collections')
  @May('collections.create')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: CollectionForm) {
    await once(current, form.formId, async (current) => (await this.collections.create(current, form.name)).id);
    return seeOther(`/organizations/${current.client.id}/vault`, say('{{name}} is ready.', { name: form.name }));
  }

  /** Asks once more, with names; without JavaScript too. */
  @Post('collections/deletion')
  @May('collections.delete')
  @OnRefusal('index')
  async confirmDeletion(@CurrentClient() current: ClientCurrent, @Form() form: ChosenForm) {
    return page('collections/deletion', { collections: await this.collections.chosen(current, form.ids) });
  }

  @Delete('collections')
  @May('collections.delete')
  async destroy(@CurrentClient() current: ClientCurrent, @Form() form: ChosenForm) {
    const { length: count } = await this.collections.delete(current, form.ids);
    return seeOther(`/organizations/${current.client.id}/vault`, say('{{count}} collections are deleted.', { count }));
  }
}

const permissions = (current: ClientCurrent) =>
  opensAllItems(current)
    ? { unassigned: levelText(7), permission: levelText(EVERYTHING) }
    : { unassigned: NO_ACCESS, permission: NO_ACCESS };
