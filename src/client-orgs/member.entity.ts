import { Entity, Index } from 'typeorm';
import { Code, Exact, Flag, Id, Name, Refers, Time } from '../database/columns.js';
import type { OrganizationRole, ProviderRole } from '../web/rights.js';

export type MemberStatus = 'invited' | 'accepted' | 'confirmed' | 'revoked';

export type Trouble = 'refused' | 'expired' | 'taken-back';

/** A person's place in a provider or in a client organization, from the invitation on: one of the two ids is set. */
@Entity('members')
@Index('members_provider_email', ['providerId', 'email'], { unique: true })
@Index('members_organization_email', ['organizationId', 'email'], { unique: true })
@Index('members_provider_user', ['providerId', 'userId'], { unique: true })
@Index('members_organization_user', ['organizationId', 'userId'], { unique: true })
@Index('members_organization_role', ['organizationId', 'role', 'status'])
@Index('members_external_id', ['organizationId', 'externalId'], { unique: true })
@Index('members_name', ['organizationId', 'name', 'id'])
@Index('members_role', ['organizationId', 'role', 'name', 'id'])
@Index('members_status', ['organizationId', 'status', 'name', 'id'])
@Index('members_provider_name', ['providerId', 'name', 'id'])
@Index('members_provider_role', ['providerId', 'role', 'name', 'id'])
@Index('members_provider_status', ['providerId', 'status', 'name', 'id'])
@Index('members_search', ['organizationId', 'search'])
@Index('members_user_id', ['userId'])
@Index('members_email', ['email'])
@Index('members_invited_by', ['invitedBy'])
export class Member {
  @Id() id: string;
  @Refers('Provider', 'members_provider', 'CASCADE', { nullable: true }) providerId: string | null;
  @Refers('Organization', 'members_organization', 'CASCADE', { nullable: true }) organizationId: string | null;
  @Refers('User', 'members_user', 'RESTRICT', { nullable: true }) userId: string | null;
  /** The address that was invited; the account may have another one later. */
  @Exact(256) email: string;
  @Code(15) role: ProviderRole | OrganizationRole;
  /** Of the role Custom: codes of web/permissions.ts with a blank between. */
  @Code(300, { default: '' }) permissions: string;
  @Code(10) status: MemberStatus;
  /** Why the invitation leads nowhere as it is; counted in the organization's `undelivered`. */
  @Code(10, { nullable: true }) trouble: Trouble | null;
  /** The provider's or organization's key, EncString type 4 to this person; only once confirmed. */
  @Code(400, { nullable: true }) wrappedKey: string | null;
  @Refers('User', 'members_inviter', 'SET NULL', { nullable: true }) invitedBy: string | null;
  @Time() invitedAt: Date;
  @Time({ nullable: true }) acceptedAt: Date | null;
  /** The last time; once set, an owner counts among the organization's confirmed ones, also while keys are renewed. */
  @Time({ nullable: true }) confirmedAt: Date | null;
  /** The account's keys are new since then, and the member waits to be confirmed, for some again. */
  @Time({ nullable: true }) renewedAt: Date | null;
  @Time({ nullable: true }) revokedAt: Date | null;
  /** What the customer's directory calls the person. */
  @Exact(300, { nullable: true }) externalId: string | null;
  /** As lists show and sort it, see member-names.ts. */
  @Name(256, { default: '' }) name: string;
  @Exact(600, { default: '' }) search: string;
  /** Of a service user: works in the clients of member_clients alone. */
  @Flag({ default: false }) chosenClients: boolean;
}
