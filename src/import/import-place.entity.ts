import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Id } from '../database/columns.js';

/** That a staged item is to be in a collection of its file. */
@Entity('import_places')
export class ImportPlace {
  @Id()
  @ForeignKey('Item', { name: 'import_places_item', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  itemId: string;
  /** The collection's number in the file. */
  @PrimaryColumn({ type: 'int' }) place: number;
}
