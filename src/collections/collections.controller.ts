import { Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { page, seeOther } from '../web/page.js';
import { managed, mayDelete } from './authority.js';
import { ChosenForm, CollectionForm, InsideQuery, NewCollectionForm } from './collection.form.js';
import { CollectionList } from './collection-list.js';
import { Collections } from './collections.service.js';
import { ownAccess } from './effective-access.js';
import { candidates } from './grantees.js';
import { LEVEL_OPTIONS } from './levels.js';

const vault = ({ client }: ClientCurrent) => `/organizations/${client.id}/vault`;

/** Collections one by one, and their deletion together. */
@Controller('organizations/:orgId/collections')
export class CollectionsController {
  constructor(
    private readonly collections: Collections,
    private readonly list: CollectionList,
  ) {}

  @Get('new')
  @May('collections.create')
  async new(@CurrentClient() current: ClientCurrent, @Query() { inside, to }: InsideQuery) {
    const own = await ownAccess(current);
    const values = own.everywhere ? { level: '7' } : { level: '15', who: current.person.email };
    const offered = { parents: await this.list.names(current), candidates: await candidates(current, '', to) };
    return page('collections/new', { ...offered, levels: LEVEL_OPTIONS, values: { ...values, inside } });
  }

  @Post()
  @May('collections.create')
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: NewCollectionForm) {
    await once(current, form.formId, async (current) => (await this.collections.create(current, form)).id);
    return seeOther(vault(current), say('{{name}} is ready.', { name: form.name }));
  }

  @Get(':collectionId/edit')
  @May('vault.read')
  async edit(@CurrentClient() current: ClientCurrent, @Param() { collectionId }: { collectionId: string }) {
    const [collection] = await managed(current, [collectionId]);
    const deletes = mayDelete(current, await ownAccess(current), collectionId);
    return page('collections/edit', { collection, deletes, values: { ...collection } });
  }

  @Patch(':collectionId')
  @May('vault.read')
  @OnRefusal('edit')
  async update(
    @CurrentClient() current: ClientCurrent,
    @Param('collectionId') id: string,
    @Form() form: CollectionForm,
  ) {
    const name = await this.collections.update(current, id, form);
    return seeOther(vault(current), say('{{name}} is saved.', { name }));
  }

  /** Asks once more, with names; without JavaScript too. */
  @Post('deletion')
  @May('vault.read')
  async confirmDeletion(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return page('collections/deletion', await this.collections.leaving(current, ids));
  }

  @Delete()
  @May('vault.read')
  async destroy(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    const { length: count } = await this.collections.delete(current, ids);
    return seeOther(vault(current), say('{{count}} collections are deleted.', { count }));
  }
}
