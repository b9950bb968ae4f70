import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Id, Name, Time } from '../database/columns.js';

/** A step of the set-up that somebody marked as not needed here. */
@Entity('checklist_marks')
export class ChecklistMark {
  @Id()
  @ForeignKey('Organization', { name: 'checklist_marks_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  @PrimaryColumn({ type: 'varchar', length: 20, charset: 'ascii', collation: 'ascii_bin' } as never) step: string;
  @Name(50) markedBy: string;
  @Time() markedAt: Date;
}
