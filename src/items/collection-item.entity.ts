import { Entity, ForeignKey, Index } from 'typeorm';
import { Id } from '../database/columns.js';

/** That an item is in a collection; one that is in none is unassigned. */
@Entity('collection_items')
@Index('collection_items_item_id', ['itemId'])
export class CollectionItem {
  @Id()
  @ForeignKey('Collection', { name: 'collection_items_collection', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  collectionId: string;
  @Id()
  @ForeignKey('Item', { name: 'collection_items_item', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  itemId: string;
}
