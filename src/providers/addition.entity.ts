import { Entity, Index } from 'typeorm';
import { Code, Exact, Id, Refers, Time } from '../database/columns.js';

/**
 * That a provider asks an owner for an organization which has none: as an invitation it is asked, agreed to and confirmed. Once an
 * owner agreed, it carries the organization key for the one admin who asked. Ended in whatever way, the row is gone.
 */
@Entity('additions')
@Index('additions_provider_email', ['providerId', 'email'], { unique: true })
@Index('additions_email', ['email'])
@Index('additions_asked_by', ['askedBy'])
@Index('additions_organization_id', ['organizationId'])
@Index('additions_agreed_by', ['agreedBy'])
@Index('additions_expiry', ['expiresAt'])
export class Addition {
  @Id() id: string;
  @Refers('Provider', 'additions_provider', 'CASCADE') providerId: string;
  /** The owner's address, as the admin typed it; whether somebody has it shows nowhere. */
  @Exact(256) email: string;
  @Refers('User', 'additions_asker', 'CASCADE') askedBy: string;
  @Time() askedAt: Date;
  @Time() expiresAt: Date;
  @Refers('Organization', 'additions_organization', 'CASCADE', { nullable: true }) organizationId: string | null;
  @Refers('User', 'additions_agreer', 'CASCADE', { nullable: true }) agreedBy: string | null;
  @Time({ nullable: true }) agreedAt: Date | null;
  /** The organization key, EncString type 4 to the admin who asked. */
  @Code(400, { nullable: true }) wrappedKey: string | null;
}
