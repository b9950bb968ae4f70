import { Module, type OnModuleInit } from '@nestjs/common';
import { HeldItems } from '../client-orgs/held-items.js';
import { CollectionsModule } from '../collections/collections.module.js';
import { ItemsInCollections } from '../collections/items-in-collections.js';
import { CopiesController } from './copies.controller.js';
import { ItemForms } from './item-forms.js';
import { ItemIndexes } from './item-indexes.service.js';
import { ItemList } from './item-list.service.js';
import { ItemMovesController } from './item-moves.controller.js';
import { ItemMoves } from './item-moves.service.js';
import { ItemPages } from './item-pages.js';
import { ItemsController } from './items.controller.js';
import { Items } from './items.service.js';
import { holdsLiveItems } from './live-items.js';
import { countOnlyIn } from './placing.js';
import { SecretsController } from './secrets.controller.js';
import { TrashSweep } from './trash-sweep.js';
import { Workers } from './workers.js';

@Module({
  imports: [CollectionsModule],
  controllers: [ItemMovesController, ItemsController, CopiesController, SecretsController],
  providers: [ItemForms, ItemIndexes, ItemList, ItemMoves, ItemPages, Items, TrashSweep, Workers],
  exports: [ItemIndexes, Workers],
})
export class ItemsModule implements OnModuleInit {
  constructor(
    private readonly held: HeldItems,
    private readonly inCollections: ItemsInCollections,
  ) {}

  onModuleInit(): void {
    this.held.add(holdsLiveItems);
    this.inCollections.add(countOnlyIn);
  }
}
