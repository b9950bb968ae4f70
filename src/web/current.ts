import type { EntityManager } from 'typeorm';
import type { Locale } from './locales.js';
import type { Permission } from './permissions.js';
import type { Right } from './right.js';
import type { Capacity, CollectionRules, OrganizationRole, ProviderRole } from './rights.js';

export type Plan = 'teams' | 'enterprise';

/** A confirmed membership, loaded together with the session. */
export interface ProviderMembership {
  memberId: string;
  role: ProviderRole;
  /** Works in a chosen list of clients, and for the others is nobody. */
  chosenClients: boolean;
  provider: ProviderPlace;
}
export interface OrganizationMembership {
  memberId: string;
  role: OrganizationRole;
  /** Of the role Custom. */
  permissions: Permission[];
  organization: { id: string; name: string };
}

export interface Person {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  /** Whether the account has two-step login. */
  twoStep: boolean;
  providers: ProviderMembership[];
  organizations: OrganizationMembership[];
}

export interface ProviderPlace {
  id: string;
  name: string;
  phone: string;
  locale: Locale;
  timeZone: string;
  currency: string;
  confirmedAdmins: number;
  requiresTwoStep: boolean;
}

/** The providers that ask this person for two-step login, while it is not set up. */
export const askingForTwoStep = (person: Person): ProviderPlace[] =>
  person.twoStep ? [] : person.providers.map(({ provider }) => provider).filter((one) => one.requiresTwoStep);

/** Whether provider members may confirm people in the client organization; its owners alone set it (design §4). */
export type ProviderConfirms = 'always' | 'until-owner' | 'never';

export interface ClientPlace {
  id: string;
  name: string;
  plan: Plan;
  status: 'active' | 'suspended';
  /** Null, all three, while it has none. */
  providerId: string | null;
  providerName: string | null;
  providerPhone: string | null;
  /** Whether the acting person works here for the provider. */
  throughProvider: boolean;
  /** Set while the client is suspended. */
  suspension?: { reason: string; by: string; at: Date };
  /** Set while the client waits for its deletion. */
  deletion?: { by: string; at: Date; due: Date };
  /** Set while the client is leaving its provider, and from then on until another one adds it. */
  departure?: {
    state: 'asked' | 'released' | 'confirmed' | 'left';
    by: string;
    reason: string;
    at: Date;
    ends: Date | null;
  };
  locale: Locale;
  timeZone: string;
  rules: CollectionRules;
  providerConfirms: ProviderConfirms;
  /** Whether an owner was ever confirmed, */
  hadOwner: boolean;
  /** and whether one is now: none while the only one has renewed keys. */
  hasOwner: boolean;
}

/** The session a request came with, without its secret: a verb that seals keys under that is given it. */
export interface SessionOf {
  id: string;
  passwordAt: Date;
  seenAt: Date;
}

/**
 * Who acts, in which capacity and place, what they may do, when, and through which database connection. The first argument
 * of every service verb; inside `transaction` a copy carries the transaction's connection.
 */
export interface Current {
  db: EntityManager;
  /** Inside a transaction: what is done right before it commits. */
  beforeCommit?: (() => Promise<void>)[];
  now: Date;
  requestId: string;
  ip: string;
  locale: Locale;
  timeZone: string;
  /** For the log. */
  actor: { id: string | null; name: string };
  capacity: Capacity;
  rights: ReadonlySet<Right>;
  person?: Person;
  session?: SessionOf;
  provider?: ProviderPlace;
  client?: ClientPlace;
  /**
   * How the person stands in the client organization: by an own membership, through the provider, or both. The membership is left out
   * on a page for which only working for the provider gives the right.
   */
  membership?: OrganizationMembership;
  providerMembership?: ProviderMembership;
}

export type PersonCurrent = Current & { person: Person; session: SessionOf };
export type ProviderCurrent = PersonCurrent & { provider: ProviderPlace; providerMembership: ProviderMembership };
/** Somebody, or Clientele itself, acting for a provider. */
export type AtProvider = Current & { provider: ProviderPlace };
export type ClientCurrent = PersonCurrent & { client: ClientPlace };
/** A client opened from its provider's pages. */
export type ProviderClientCurrent = ProviderCurrent & ClientCurrent;

/** What Clientele does by itself, on a schedule or when mail comes back. */
export const byClientele = (db: EntityManager, now: Date): Current => ({
  db,
  now,
  requestId: '',
  ip: '',
  locale: 'en',
  timeZone: 'UTC',
  actor: { id: null, name: 'Clientele' },
  capacity: 'clientele',
  rights: new Set(),
});

/** What the operator does with a command of `bin/`. */
export const byOperator = (db: EntityManager, now: Date): Current => ({
  ...byClientele(db, now),
  actor: { id: null, name: 'operator' },
  capacity: 'operator',
});
