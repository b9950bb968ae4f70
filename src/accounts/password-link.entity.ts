import { Entity, Index } from 'typeorm';
import { Code, Exact, Fixed, Flag, Id, Refers, Time } from '../database/columns.js';

type PasswordLinkState = 'open' | 'used' | 'replaced';

/** A mailed link for somebody who forgot the master password; asked for an address without an account, it leads nowhere. */
@Entity('password_links')
@Index('password_links_token', ['tokenHash'], { unique: true })
@Index('password_links_user_id', ['userId'])
@Index('password_links_email_created', ['email', 'createdAt'])
@Index('password_links_mail_id', ['mailId'])
@Index('password_links_expiry', ['expiresAt'])
export class PasswordLink {
  @Id() id: string;
  @Refers('User', 'password_links_user', 'CASCADE', { nullable: true }) userId: string | null;
  /** To which it was mailed; worth nothing once the account has another one. */
  @Exact(256) email: string;
  @Fixed(64) tokenHash: string;
  @Code(10) state: PasswordLinkState;
  @Refers('Mail', 'password_links_mail', 'RESTRICT') mailId: string;
  /** Asked for in a browser that signed in to the account before. */
  @Flag() known: boolean;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
}
