import { Entity, ForeignKey } from 'typeorm';
import { CodeKey, Id, Name, Time } from '../database/columns.js';

/** A step of the set-up that somebody marked as not needed here. */
@Entity('checklist_marks')
export class ChecklistMark {
  @Id()
  @ForeignKey('Organization', { name: 'checklist_marks_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  @CodeKey(20) step: string;
  @Name(50) markedBy: string;
  @Time() markedAt: Date;
}
