import { Entity, Index } from 'typeorm';
import { Count, Exact, Id, Name, Refers, Time } from '../database/columns.js';

/** A folder of vault items that groups and members are given access to; nested by `/` in its name. */
@Entity('collections')
@Index('collections_name_key', ['organizationId', 'nameKey'], { unique: true })
@Index('collections_external_id', ['organizationId', 'externalId'], { unique: true })
@Index('collections_path', ['organizationId', 'path', 'id'])
export class Collection {
  @Id() id: string;
  @Refers('Organization', 'collections_organization', 'CASCADE') organizationId: string;
  @Name(200) name: string;
  /** The name as uniqueness sees it: NFC and lower case. */
  @Exact(200) nameKey: string;
  /** The name as the tree is sorted by it, see `pathOf`. */
  @Name(200, { default: '' }) path: string;
  /** What another system calls it. */
  @Exact(300, { nullable: true }) externalId: string | null;
  @Time() createdAt: Date;
  /** Changed by everybody who changes name or access: of two who exclude each other, one meets the other here. */
  @Count({ default: 0 }) version: number;
  /** How many items are in it, those in the trash left out; see items/placing.ts. */
  @Count({ default: 0 }) items: number;
}
