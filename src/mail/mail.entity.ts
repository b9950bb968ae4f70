import { Entity, Index } from 'typeorm';
import { Code, Count, Exact, Id, Json, Ref, Refers, Time } from '../database/columns.js';
import { Sealed } from '../database/sealed.js';

export type MailState = 'queued' | 'delivered' | 'refused' | 'cancelled' | 'expired';

/**
 * A letter to one address: which letter, and about what. Its words are made when it goes out, so that they are true then.
 * Ended mails stay, as others refer to them.
 */
@Entity('mails')
@Index('mails_due', ['nextAt', 'id'])
@Index('mails_newest', ['providerId', 'id'])
@Index('mails_letter', ['providerId', 'letter', 'id'])
export class Mail {
  @Id() id: string;
  /** Whose provider admins see it in the Outbox. */
  @Refers('Provider', 'mails_provider', 'CASCADE', { nullable: true }) providerId: string | null;
  @Code(50) letter: string;
  @Exact(256) address: string;
  @Json() ids: Record<string, string>;
  /** The secret of its link, sealed; erased once the mail is delivered, cancelled or expired. */
  @Sealed(255, { nullable: true }) token: string | null;
  @Code(10) state: MailState;
  /** Tries that ended in a temporary failure. */
  @Count() attempts: number;
  /** As it was sent. */
  @Exact(300, { nullable: true }) subject: string | null;
  /** What the mail server said last. */
  @Exact(500, { nullable: true }) answer: string | null;
  @Time() createdAt: Date;
  /** When delivery looks at it again, null for never. A claim moves it to the end of its lease. */
  @Time({ nullable: true }) nextAt: Date | null;
  /** When the letter, and the link in it, means nothing any more. */
  @Time({ nullable: true }) expiresAt: Date | null;
  @Time({ nullable: true }) endedAt: Date | null;
  /** The claim under which it is being sent, new each time: who lost the lease cannot change it any more. */
  @Ref({ nullable: true }) claimedBy: string | null;
}
