import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Id } from '../database/columns.js';

/** That a session of a provider member has opened a client: the log tells it once. */
@Entity('visits')
@Index('visits_organization_id', ['organizationId'])
export class Visit {
  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' } as never)
  @ForeignKey('Session', { name: 'visits_session', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  sessionId: string;
  @Id()
  @ForeignKey('Organization', { name: 'visits_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
}
