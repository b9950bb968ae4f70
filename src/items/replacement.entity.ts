import { Entity, Index } from 'typeorm';
import { Id, Refers } from '../database/columns.js';

/** That an item of an import took the place of one that is in the trash since. Whoever restores that one by hand ends it. */
@Entity('item_replacements')
@Index('item_replacements_item_id', ['itemId'])
@Index('item_replacements_replaced_id', ['replacedId'])
export class Replacement {
  @Id() id: string;
  @Refers('Item', 'item_replacements_item', 'CASCADE') itemId: string;
  /** Null once that is deleted for good. */
  @Refers('Item', 'item_replacements_replaced', 'SET NULL', { nullable: true }) replacedId: string | null;
}
