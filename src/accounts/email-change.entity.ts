import { Entity, Index } from 'typeorm';
import { Code, Exact, Fixed, Id, Refers, Time } from '../database/columns.js';

/**
 * `asked`: a link was mailed to the new address. `taken`: as `asked` to whoever asked, but the address belongs to another
 * account and no link leads here. `changed`: it counts, and the old address can undo it. `replaced`: a later one took its place.
 */
type EmailChangeState = 'asked' | 'taken' | 'changed' | 'undone' | 'replaced';

/** A person's wish to be reached, and to sign in, with another address. */
@Entity('email_changes')
@Index('email_changes_token', ['tokenHash'], { unique: true })
@Index('email_changes_undo', ['undoHash'], { unique: true })
@Index('email_changes_user_created', ['userId', 'createdAt'])
@Index('email_changes_mail_id', ['mailId'])
@Index('email_changes_expiry', ['expiresAt'])
export class EmailChange {
  @Id() id: string;
  @Refers('User', 'email_changes_user', 'CASCADE') userId: string;
  @Exact(256) oldEmail: string;
  @Exact(256) newEmail: string;
  @Fixed(64) tokenHash: string;
  @Fixed(64, { nullable: true }) undoHash: string | null;
  @Code(10) state: EmailChangeState;
  /** The mail with the link that works now: the new address's, then the old one's. */
  @Refers('Mail', 'email_changes_mail', 'RESTRICT') mailId: string;
  @Time() createdAt: Date;
  /** Of that link. */
  @Time() expiresAt: Date;
  @Time({ nullable: true }) changedAt: Date | null;
}
