import { Controller, Delete, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Many, Optional } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { ItemMoves } from './item-moves.service.js';
import { ItemPages, itemsPath } from './item-pages.js';

class ChosenForm {
  @Many() ids: string[] = [];
}

class MoveForm extends ChosenForm {
  @Many() collectionIds: string[] = [];
  @Optional(100) collectionSearch?: string;
}

/** What happens to one item or many as a whole. */
@Controller('organizations/:orgId/items')
export class ItemMovesController {
  constructor(
    private readonly moves: ItemMoves,
    private readonly pages: ItemPages,
  ) {}

  /** Asks where to. */
  @Post('moves/new')
  @May('items.read')
  @NeedsKeys()
  async new(@CurrentClient() current: Unlocked<ClientCurrent>, @Form() form: MoveForm) {
    return page('items/move', await this.pages.moving(current, form), 'items/choices');
  }

  @Post('moves')
  @May('items.read')
  @NeedsKeys()
  @OnRefusal('new')
  async move(@CurrentClient() current: ClientCurrent, @Form() { ids, collectionIds }: MoveForm) {
    const count = await this.moves.move(current, ids, collectionIds);
    return seeOther(itemsPath(current), say('{{count}} items are moved.', { count }));
  }

  @Post('trash')
  @May('items.read')
  async trash(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    const count = await this.moves.trash(current, ids);
    return seeOther(itemsPath(current), say('{{count}} items are in the trash.', { count }));
  }

  @Delete('trash')
  @May('items.read')
  async restore(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    const count = await this.moves.restore(current, ids);
    return seeOther(itemsPath(current), say('{{count}} items are back.', { count }));
  }

  /** Asks once more. */
  @Post('deletion')
  @May('items.read')
  @NeedsKeys()
  async confirmDeletion(@CurrentClient() current: Unlocked<ClientCurrent>, @Form() { ids }: ChosenForm) {
    return page('items/deletion', await this.pages.chosen(current, ids));
  }

  @Delete()
  @May('items.read')
  async destroy(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    const count = await this.moves.delete(current, ids);
    return seeOther(`${itemsPath(current)}?trash=yes`, say('{{count}} items are deleted for good.', { count }));
  }
}
