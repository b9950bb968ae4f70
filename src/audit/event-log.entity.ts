import { Entity } from 'typeorm';
import { Count, Fixed, Id } from '../database/columns.js';

/** The end of one log: a provider's, a client organization's or a person's, under that one's id. */
@Entity('event_logs')
export class EventLog {
  @Id() id: string;
  @Count() length: number;
  /** Of the last entry; 64 zeros while there is none. */
  @Fixed(64) hash: string;
}
