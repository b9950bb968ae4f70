import { Entity, Index, PrimaryColumn } from 'typeorm';
import { Count, Time } from '../database/columns.js';

/** Failed tries against one account, from one browser, or from one address; what it is stays behind a hash. */
@Entity('throttles')
@Index('throttles_last', ['lastAt'])
export class Throttle {
  @PrimaryColumn({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin' } as never) bucket: string;
  @Count() failures: number;
  @Time() since: Date;
  @Time() lastAt: Date;
}
