import { Controller, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { page } from '../web/page.js';
import { ItemPages } from './item-pages.js';
import { Items } from './items.service.js';
import type { SecretName } from './secrets.js';

interface SecretParams {
  itemId: string;
  secret: SecretName;
}

/** One secret of an item, shown on its page. It is posted for, so that no link and no reload reveals it, and it is an event. */
@Controller('organizations/:orgId/items/:itemId/secrets/:secret')
export class SecretsController {
  constructor(
    private readonly items: Items,
    private readonly pages: ItemPages,
  ) {}

  @Post()
  @May('items.read')
  @NeedsKeys()
  async show(@CurrentClient() current: Unlocked<ClientCurrent>, @Param() { itemId, secret }: SecretParams) {
    const revealed = { secret, ...(await this.items.reveal(current, itemId, secret)) };
    return page('items/show', await this.pages.shown(current, itemId, revealed), 'items/secret');
  }
}
