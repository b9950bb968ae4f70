import { Entity, ForeignKey } from 'typeorm';
import { Code, Fixed, Id, Name } from '../database/columns.js';

/** What one person, under one name, did of one kind in one log: how a filter finds the entries of few among many. */
@Entity('log_threads')
export class LogThread {
  @Id()
  @ForeignKey('EventLog', { name: 'log_threads_log', onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  logId: string;
  /** The beginning of a hash of the rest, so that a thread is found without being looked up; see chain.ts. */
  @Fixed(16, { primary: true }) id: string;
  /** A person's id; of those who have none, their capacity. */
  @Code(36) actor: string;
  @Name(50) actorName: string;
  @Code(60) kind: string;
}
