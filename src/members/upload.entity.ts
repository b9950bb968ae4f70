import { Entity, Index } from 'typeorm';
import { Code, Count, Exact, Id, Name, Refers, Time } from '../database/columns.js';
import type { Capacity } from '../web/rights.js';

/** `staged`: its rows are being written, and nobody sees them. `live`: its people are members, and are being mailed. */
type UploadState = 'staged' | 'live' | 'finished';

/** A CSV file whose people are invited. */
@Entity('member_uploads')
@Index('member_uploads_newest', ['organizationId', 'id'])
@Index('member_uploads_state', ['state', 'id'])
@Index('member_uploads_started_by', ['startedBy'])
export class MemberUpload {
  @Id() id: string;
  @Refers('Organization', 'member_uploads_organization', 'CASCADE') organizationId: string;
  @Code(10) state: UploadState;
  @Exact(200) fileName: string;
  @Count() total: number;
  /** How many have their invitation in the outbox. */
  @Count() done: number;
  @Refers('User', 'member_uploads_starter', 'SET NULL', { nullable: true }) startedBy: string | null;
  @Name(50) starterName: string;
  @Code(20) capacity: Capacity;
  @Time() startedAt: Date;
  @Time({ nullable: true }) finishedAt: Date | null;
}
