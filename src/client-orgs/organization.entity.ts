import { Column, Entity, Index } from 'typeorm';
import { Code, Count, Exact, Id, Name, Refers, Time } from '../database/columns.js';
import type { Plan, ProviderConfirms } from '../web/current.js';
import type { Locale } from '../web/locales.js';

/** A client organization of a provider, or of none: then its seats are frozen. Its counters are changed with `adjust` alone, see counters.ts. */
@Entity('organizations')
@Index('organizations_attention', ['providerId', 'attention', 'name', 'id'])
@Index('organizations_name', ['providerId', 'name', 'id'])
@Index('organizations_seats', ['providerId', 'seats', 'id'])
@Index('organizations_occupied', ['providerId', 'occupied', 'id'])
@Index('organizations_remaining', ['providerId', 'remaining', 'id'])
@Index('organizations_plan', ['providerId', 'plan', 'id'])
@Index('organizations_standing', ['providerId', 'standing', 'id'])
@Index('organizations_search', ['providerId', 'search'])
export class Organization {
  @Id() id: string;
  @Refers('Provider', 'organizations_provider', 'RESTRICT', { nullable: true }) providerId: string | null;
  @Name(50) name: string;
  /** The provider's customer number for it. */
  @Exact(50) reference: string;
  @Code(10) plan: Plan;
  @Code(10) status: 'active' | 'suspended';
  @Code(5) locale: Locale;
  @Code(64) timeZone: string;
  @Count() seats: number;
  /** Members invited, accepted or confirmed. */
  @Count() occupied: number;
  @Count() remaining: number;
  /** Members who accepted and wait for confirmation. */
  @Count() waiting: number;
  /** Open invitations that were refused by the mail server or have expired. */
  @Count() undelivered: number;
  @Count() confirmedOwners: number;
  /** When the first owner was confirmed; it stays when that owner leaves. */
  @Time({ nullable: true }) ownerConfirmedAt: Date | null;
  /** 0 when somebody has to act, else 1: the list's first sort. */
  @Column({ type: 'tinyint' }) attention: number;
  /** See STANDINGS in counters.ts. */
  @Column({ type: 'tinyint' }) standing: number;
  /** The address shown with the client: that of its first owner. */
  @Exact(256) ownerEmail: string;
  /** Name, reference and owner's address in small letters, for the search. */
  @Exact(400) search: string;
  @Code(500) publicKey: string;
  /** EncString type 2 under the organization key. */
  @Code(2500) privateKey: string;
  /** The organization key, EncString type 2 under the provider key; null without a provider. */
  @Code(255, { nullable: true }) providerKey: string | null;
  @Time() createdAt: Date;
  /** Counts the changes of its items and of their collections. */
  @Count({ default: 0 }) itemsRevision: number;
  // See CollectionRules in web/rights.ts.
  @Column({ type: 'tinyint', default: 1 }) limitCollectionCreation: number;
  @Column({ type: 'tinyint', default: 1 }) limitCollectionDeletion: number;
  @Column({ type: 'tinyint', default: 0 }) limitItemDeletion: number;
  @Column({ type: 'tinyint', default: 1 }) adminsManageAll: number;
  @Code(15, { default: 'always' }) providerConfirms: ProviderConfirms;
}
