import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Count, Exact, Id, Name, Ref } from '../database/columns.js';

/** A collection that an import's file names; it is made, or matched by its name, in the moment in which the import goes live. */
@Entity('import_collections')
export class ImportCollection {
  @Id()
  @ForeignKey('Import', { name: 'import_collections_import', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  importId: string;
  /** Its number in the file. */
  @PrimaryColumn({ type: 'int' }) place: number;
  @Name(200) name: string;
  @Exact(200) nameKey: string;
  /** How many items of the file are in it. */
  @Count() items: number;
  /** The collection, where the import made it. */
  @Ref({ nullable: true }) madeId: string | null;
}
