import { Entity, Index } from 'typeorm';
import { Count, FixedKey, Time } from '../database/columns.js';

/** Failed tries against one account, from one browser, or from one address; what it is stays behind a hash. */
@Entity('throttles')
@Index('throttles_last', ['lastAt'])
export class Throttle {
  @FixedKey(64) bucket: string;
  @Count() failures: number;
  @Time() since: Date;
  @Time() lastAt: Date;
}
