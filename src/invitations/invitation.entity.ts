import { Entity, Index } from 'typeorm';
import { Code, Exact, Fixed, Id, Refers, Time } from '../database/columns.js';

export type InvitationState = 'open' | 'used' | 'replaced' | 'expired' | 'refused' | 'withdrawn';

/** A one-time link that was mailed to somebody. */
@Entity('invitations')
@Index('invitations_token', ['tokenHash'], { unique: true })
@Index('invitations_member_created', ['memberId', 'createdAt'])
@Index('invitations_mail_id', ['mailId'])
@Index('invitations_email', ['email', 'createdAt'])
@Index('invitations_expiry', ['state', 'expiresAt'])
@Index('invitations_reminder', ['state', 'remindAt'])
export class Invitation {
  @Id() id: string;
  @Refers('Member', 'invitations_member', 'CASCADE') memberId: string;
  @Exact(256) email: string;
  @Fixed(64) tokenHash: string;
  @Refers('Mail', 'invitations_mail', 'RESTRICT') mailId: string;
  @Code(10) state: InvitationState;
  @Time() createdAt: Date;
  @Time() expiresAt: Date;
  /** When to send a reminder; null once it is sent, and in a reminder itself. */
  @Time({ nullable: true }) remindAt: Date | null;
  @Time({ nullable: true }) endedAt: Date | null;
}
