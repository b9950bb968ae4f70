import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Fixed, Id, Refers, Time } from '../database/columns.js';

/** An event's place in a log. An event that concerns a provider and its client stands in the logs of both. */
@Entity('log_entries')
@Index('log_entries_at', ['logId', 'at', 'number'])
@Index('log_entries_event', ['eventId'])
@Index('log_entries_thread', ['logId', 'thread', 'at', 'number'])
@ForeignKey('LogThread', ['logId', 'thread'], ['logId', 'id'], {
  name: 'log_entries_in',
  onDelete: 'RESTRICT',
  onUpdate: 'RESTRICT',
})
export class LogEntry {
  @Id()
  @ForeignKey('EventLog', { name: 'log_entries_log', onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  logId: string;
  /** From 1, without gaps. */
  @PrimaryColumn({ type: 'int' }) number: number;
  @Refers('Event', 'log_entries_of', 'RESTRICT') eventId: string;
  @Time() at: Date;
  /** SHA-256 over the entry before it and this event, see chain.ts. */
  @Fixed(64) hash: string;
  @Fixed(16) thread: string;
}
