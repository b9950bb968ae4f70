import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { ImportPages } from './import-pages.js';
import { Imports } from './imports.service.js';
import { Undoing } from './undoing.service.js';

/** An import is taken back. */
@Controller('organizations/:orgId/import/:importId/undoing')
export class UndoingController {
  constructor(
    private readonly undoing: Undoing,
    private readonly imports: Imports,
    private readonly pages: ImportPages,
  ) {}

  /** Asks, and names what will stay. */
  @Get()
  @May('items.import')
  @NeedsKeys()
  async new(@CurrentClient() current: Unlocked<ClientCurrent>, @Param('importId') id: string) {
    const { found, kept, back } = await this.undoing.asked(current, id);
    return page('import/undoing', {
      import: found,
      kept,
      back: back.length,
      named: await this.imports.named(current, kept),
    });
  }

  @Post()
  @May('items.import')
  async create(@CurrentClient() current: ClientCurrent, @Param('importId') id: string) {
    const count = await this.undoing.undo(current, id);
    return seeOther(
      this.pages.path(current, id),
      say('The import is undone. {{count}} changed items were kept.', { count }),
    );
  }
}
