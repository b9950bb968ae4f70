import { Controller, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, FormOnce } from '../web/form.js';
import { say } from '../web/message.js';
import { seeOther } from '../web/page.js';
import { itemsPath } from './item-pages.js';
import { Items } from './items.service.js';

/** A second one of the same item, opened in its form at once. */
@Controller('organizations/:orgId/items/:itemId/copies')
export class CopiesController {
  constructor(private readonly items: Items) {}

  @Post()
  @May('items.read')
  @NeedsKeys()
  async create(
    @CurrentClient() current: Unlocked<ClientCurrent>,
    @Form() { formId }: FormOnce,
    @Param('itemId') itemId: string,
  ) {
    const id = await this.items.copy(current, formId, itemId);
    return seeOther(`${itemsPath(current)}/${id}/edit`, say('This is the copy.'));
  }
}
