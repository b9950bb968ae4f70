import { Entity, Index } from 'typeorm';
import { Code, Count, Fixed, Id, Json, Refers, Time } from '../database/columns.js';
import type { ItemType } from './plain-item.js';
import type { Sealed } from './sealed-item.js';

/** A vault item; each of its texts is encrypted under the organization's key, see sealed-item.ts. */
@Entity('items')
@Index('items_organization', ['organizationId', 'id'])
@Index('items_likeness', ['organizationId', 'likeness'])
@Index('items_trash', ['deletedAt'])
@Index('items_import_id', ['importId'])
export class Item {
  @Id() id: string;
  @Refers('Organization', 'items_organization_id', 'CASCADE') organizationId: string;
  @Code(10) type: ItemType;
  @Json() head: Sealed;
  @Json() body: Sealed;
  @Fixed(64) likeness: string;
  /** Counts its editions: of two who edit at once, the second meets the first here. */
  @Count() version: number;
  @Time() createdAt: Date;
  @Time() revisedAt: Date;
  /** Since when it is in the trash. */
  @Time({ nullable: true }) deletedAt: Date | null;
  /** What brought it: it is there while that is live, see live-items.ts. */
  @Refers('Import', 'items_import', 'CASCADE', { nullable: true }) importId: string | null;
}
