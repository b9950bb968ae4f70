import { Entity, ForeignKey, Index } from 'typeorm';
import { FixedKey, Id } from '../database/columns.js';

/** That a session of a provider member has opened a client: the log tells it once. */
@Entity('visits')
@Index('visits_organization_id', ['organizationId'])
export class Visit {
  @FixedKey(64)
  @ForeignKey('Session', { name: 'visits_session', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  sessionId: string;
  @Id()
  @ForeignKey('Organization', { name: 'visits_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
}
