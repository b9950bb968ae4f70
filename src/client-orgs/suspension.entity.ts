import { Entity, ForeignKey } from 'typeorm';
import { Exact, Id, Name, Time } from '../database/columns.js';

/** That a client organization is suspended: there is a row as long as it is. */
@Entity('suspensions')
export class Suspension {
  @Id()
  @ForeignKey('Organization', { name: 'suspensions_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  /** Its members read it. */
  @Exact(200) reason: string;
  @Name(50) suspendedBy: string;
  @Time() suspendedAt: Date;
}
