import { Entity, Index } from 'typeorm';
import { Code, Exact, FixedKey, Refers, Time } from '../database/columns.js';

/** A browser that is signed in. The cookie's secret is in no row: the id is its hash, the keyring is sealed under it. */
@Entity('sessions')
@Index('sessions_expiry', ['expiresAt'])
@Index('sessions_user_id', ['userId'])
export class Session {
  @FixedKey(64) id: string;
  @Refers('User', 'sessions_user', 'CASCADE') userId: string;
  /** Null while locked. */
  @Code(300, { nullable: true }) keyring: string | null;
  @Time() createdAt: Date;
  @Time() seenAt: Date;
  @Time() passwordAt: Date;
  @Time() expiresAt: Date;
  @Code(45) ip: string;
  @Exact(200) agent: string;
}
