import { Entity, Index } from 'typeorm';
import { Code, Exact, Fixed, Id, Refers, Time } from '../database/columns.js';

/** A browser in which one account is not asked for a code; what proves it is in a cookie, and only its hash here. */
@Entity('remembered_browsers')
@Index('remembered_browsers_token', ['tokenHash'], { unique: true })
@Index('remembered_browsers_user_id', ['userId'])
@Index('remembered_browsers_expiry', ['expiresAt'])
export class RememberedBrowser {
  @Id() id: string;
  @Refers('User', 'remembered_browsers_user', 'CASCADE') userId: string;
  @Fixed(64) tokenHash: string;
  @Exact(200) agent: string;
  @Code(45) ip: string;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
}
