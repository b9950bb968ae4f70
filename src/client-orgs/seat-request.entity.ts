import { Entity, ForeignKey, Index } from 'typeorm';
import { Count, Exact, Id, Name, Refers, Time } from '../database/columns.js';

/** That the owners of a client ask their provider for more seats; granted, declined or withdrawn, the row is gone. */
@Entity('seat_requests')
@Index('seat_requests_asked_by', ['askedBy'])
export class SeatRequest {
  @Id()
  @ForeignKey('Organization', { name: 'seat_requests_organization', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  organizationId: string;
  /** More than there are. */
  @Count() seats: number;
  @Exact(300) note: string;
  @Refers('User', 'seat_requests_asker', 'SET NULL', { nullable: true }) askedBy: string | null;
  @Name(50) askerName: string;
  @Time() askedAt: Date;
}
