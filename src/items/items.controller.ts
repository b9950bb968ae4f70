import { Controller, Get, Param, Patch, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { editOf, ItemForm, itemOf, refuseUnseen } from './item.form.js';
import { ItemForms, NewItemQuery, type Typed } from './item-forms.js';
import { ItemQuery } from './item-list.service.js';
import { ItemPages, itemsPath } from './item-pages.js';
import { Items } from './items.service.js';

interface ItemParams {
  itemId: string;
}
type Opened = Unlocked<ClientCurrent>;

/** The vault of a client organization, for its members: what their collections give them. */
@Controller('organizations/:orgId/items')
export class ItemsController {
  constructor(
    private readonly items: Items,
    private readonly pages: ItemPages,
    private readonly forms: ItemForms,
  ) {}

  @Get()
  @May('items.read')
  @NeedsKeys()
  async index(@CurrentClient() current: Opened, @Query() query: ItemQuery) {
    return page('items/index', await this.pages.list(current, query), 'items/table');
  }

  @Get('new')
  @May('items.read')
  async new(@CurrentClient() current: ClientCurrent, @Query() query: NewItemQuery) {
    return page('items/new', await this.forms.blank(current, query), 'items/choices');
  }

  @Post()
  @May('items.read')
  @NeedsKeys()
  @OnRefusal('new')
  async create(@CurrentClient() current: Opened, @Form() form: ItemForm) {
    refuseUnseen(form);
    const id = await this.items.create(current, form.formId, itemOf(form), form.collectionIds);
    return seeOther(`${itemsPath(current)}/${id}`, say('The item is saved.'));
  }

  @Get(':itemId')
  @May('items.read')
  @NeedsKeys()
  async show(@CurrentClient() current: Opened, @Param() { itemId }: ItemParams) {
    return page('items/show', await this.pages.shown(current, itemId));
  }

  @Get(':itemId/edit')
  @May('items.read')
  @NeedsKeys()
  async edit(@CurrentClient() current: Opened, @Param() { itemId, ...typed }: ItemParams & Typed) {
    return page('items/edit', await this.forms.filled(current, itemId, typed));
  }

  @Patch(':itemId')
  @May('items.read')
  @NeedsKeys()
  @OnRefusal('edit')
  async update(@CurrentClient() current: Opened, @Form() form: ItemForm, @Param() { itemId }: ItemParams) {
    await this.items.update(current, itemId, itemOf(form), editOf(form));
    return seeOther(`${itemsPath(current)}/${itemId}`, say('The item is saved.'));
  }
}
