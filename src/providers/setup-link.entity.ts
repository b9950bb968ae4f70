import { Entity, Index } from 'typeorm';
import { Fixed, Id, Time } from '../database/columns.js';

/** A one-time link by which the operator lets somebody set up a provider. */
@Entity('setup_links')
@Index('setup_links_token', ['tokenHash'], { unique: true })
export class SetupLink {
  @Id() id: string;
  @Fixed(64) tokenHash: string;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
  @Time({ nullable: true }) usedAt: Date | null;
}
