import { Entity, Index } from 'typeorm';
import { Code, Count, Fixed, Id, Json, Name, Refers, Time } from '../database/columns.js';
import type { Message } from '../web/message.js';
import type { ItemType } from './plain-item.js';

/** Of a dead import nothing is there any more but that it was tried. */
type ImportState = 'staging' | 'ready' | 'live' | 'undone' | 'dead';

/** What could not be read, and why. Never holds a value of the file, so that it can be shown to anyone who imports. */
export interface Problem {
  /** A row as a spreadsheet counts them, header included; in JSON and XML the item's place from 1. */
  row: number;
  /** What part of the item it is about. */
  field?: Message;
  reason: Message;
}

/** Items that came together in a file. They are sealed and in their table before it is live; until then nobody sees them. */
@Entity('imports')
@Index('imports_organization', ['organizationId', 'id'])
@Index('imports_provider_id', ['providerId'])
@Index('imports_user_id', ['userId'])
@Index('imports_state', ['state', 'clearedAt'])
export class Import {
  @Id() id: string;
  @Refers('Organization', 'imports_organization_id', 'CASCADE') organizationId: string;
  /** The provider through which it came; none for a member's own. */
  @Refers('Provider', 'imports_provider', 'SET NULL', { nullable: true }) providerId: string | null;
  @Refers('User', 'imports_user', 'SET NULL', { nullable: true }) userId: string | null;
  @Name(50) actorName: string;
  /** It is erased with this session, unless it is live by then. */
  @Fixed(64) sessionId: string;
  /** The format's name. */
  @Name(100) format: string;
  @Code(10) state: ImportState;
  @Count() items: number;
  /** How many of them go into no collection. */
  @Count() unassigned: number;
  /** How many of them are sealed and in their table. */
  @Count() staged: number;
  @Json() counts: Partial<Record<ItemType, number>>;
  /** The first of what could not be read. */
  @Json() problems: Problem[];
  /** How many rows could not be read in all. */
  @Count() faults: number;
  @Time() createdAt: Date;
  /** When the server that stages it last said that it lives. */
  @Time() seenAt: Date;
  @Time({ nullable: true }) liveAt: Date | null;
  /** When a member first opened or changed one of its items. */
  @Time({ nullable: true }) openedAt: Date | null;
  @Time({ nullable: true }) endedAt: Date | null;
  /** When what it left behind was erased. */
  @Time({ nullable: true }) clearedAt: Date | null;
}
