import { Entity, ForeignKey, Index } from 'typeorm';
import { Id, Name, Time } from '../database/columns.js';

/** That a client organization is to be deleted on a day; called off, the row is gone. */
@Entity('deletions')
@Index('deletions_due', ['dueAt'])
export class Deletion {
  @Id()
  @ForeignKey('Organization', { name: 'deletions_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  @Name(50) askedBy: string;
  @Time() askedAt: Date;
  @Time() dueAt: Date;
}
