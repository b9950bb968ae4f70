import { Entity, Index } from 'typeorm';
import { Exact, Id, Name, Refers, Time } from '../database/columns.js';

/** A folder of vault items that groups and members are given access to; nested by `/` in its name. */
@Entity('collections')
@Index('collections_name_key', ['organizationId', 'nameKey'], { unique: true })
@Index('collections_external_id', ['organizationId', 'externalId'], { unique: true })
@Index('collections_name', ['organizationId', 'name', 'id'])
export class Collection {
  @Id() id: string;
  @Refers('Organization', 'collections_organization', 'CASCADE') organizationId: string;
  @Name(200) name: string;
  /** The name as uniqueness sees it: NFC and lower case. */
  @Exact(200) nameKey: string;
  /** What another system calls it. */
  @Exact(300, { nullable: true }) externalId: string | null;
  @Time() createdAt: Date;
}
