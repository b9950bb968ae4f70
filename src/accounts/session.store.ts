import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { KeyError } from '../keys/key-error.js';
import { Visitors } from '../web/access.guard.js';
import { Clock } from '../web/clock.js';
import type { Person, ProviderPlace, SessionOf } from '../web/current.js';
import { readPermissions } from '../web/permissions.js';
import { Keyring } from './keyring.js';
import { Session } from './session.entity.js';

const MINUTE = 60_000;
/** The keyring locks after so long without a request. */
export const LOCK_AFTER = 30 * MINUTE;
export const END_AFTER_IDLE = 12 * 60 * MINUTE;
export const SESSION_DAYS = 7;

/** What the store found for a cookie. */
class SignedInSession {
  constructor(
    readonly person: Person,
    readonly session: SessionOf,
    /** Sealed under the cookie's secret; null while locked. */
    private readonly keyring: string | null,
  ) {}

  /** The person's keys; undefined while locked, and a seal that does not open counts as locked. */
  open(secret: string): Keyring | undefined {
    if (!this.keyring) return undefined;
    try {
      return Keyring.unseal(this.keyring, secret, this.session.id);
    } catch (error) {
      if (error instanceof KeyError) return undefined;
      throw error;
    }
  }

  /** @fastify/session compares sessions by their JSON. */
  toJSON(): undefined {
    return undefined;
  }
}

declare module 'fastify' {
  interface Session {
    signedIn?: SignedInSession;
  }
}

/** The row's id: the cookie's secret itself is in no table. */
export const sessionRowId = (secret: string): string => createHash('sha256').update(secret).digest('hex');

type Done = (error?: unknown, session?: unknown) => void;

/** Sessions in one table; session, person and memberships come in one joined read. */
@Injectable()
export class SessionStore implements Visitors {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  of(request: FastifyRequest): { person: Person; session: SessionOf } | undefined {
    const found = request.session?.signedIn;
    return found && { person: found.person, session: found.session };
  }

  get(secret: string, done: Done): void {
    this.find(sessionRowId(secret)).then(
      (signedIn) => done(null, signedIn && { cookie: {}, signedIn }),
      (error) => done(error),
    );
  }

  /** Writes nothing: a row is inserted at sign-in alone (`Sessions.begin`), so that an ended session never comes back. */
  set(_secret: string, _session: unknown, done: Done): void {
    done();
  }

  destroy(secret: string, done: Done): void {
    this.dataSource.manager.delete(Session, { id: sessionRowId(secret) }).then(() => done(), done);
  }

  private async find(id: string): Promise<SignedInSession | undefined> {
    const rows: Row[] = await this.dataSource.query(JOINED, [id]);
    const [row] = rows;
    const now = this.clock.now();
    if (!row || row.expires_at <= now || now.getTime() - row.seen_at.getTime() > END_AFTER_IDLE) return undefined;
    const idle = now.getTime() - row.seen_at.getTime();
    const locked = idle > LOCK_AFTER;
    if (idle > MINUTE) await this.touch(id, row.seen_at, now, locked);
    return new SignedInSession(
      person(rows),
      { id, passwordAt: row.password_at, seenAt: row.seen_at },
      locked ? null : row.keyring,
    );
  }

  /** Only as it was read: another request of this browser may have unlocked it meanwhile. */
  private async touch(id: string, read: Date, now: Date, locked: boolean): Promise<void> {
    const asRead = { id, seenAt: read };
    await this.dataSource.manager.update(Session, asRead, { seenAt: now, ...(locked && { keyring: null }) });
  }
}

const JOINED = `
  SELECT s.keyring, s.seen_at, s.password_at, s.expires_at, u.id, u.name, u.email, u.locale, u.time_zone, u.two_step_at,
    m.id AS member_id, m.role, m.permissions, m.chosen_clients, p.id AS provider_id, p.name AS provider_name, p.phone, p.locale AS provider_locale,
    p.time_zone AS provider_zone, p.currency, p.confirmed_admins, p.requires_two_step,
    o.id AS organization_id, o.name AS organization_name
  FROM sessions s
  JOIN users u ON u.id = s.user_id
  LEFT JOIN members m ON m.user_id = u.id AND m.status = 'confirmed'
  LEFT JOIN providers p ON p.id = m.provider_id
  LEFT JOIN organizations o ON o.id = m.organization_id
  WHERE s.id = ?`;

// biome-ignore lint/suspicious/noExplicitAny: a raw row of the query above
type Row = Record<string, any>;

function person(rows: Row[]): Person {
  const [{ id, name, email, locale, time_zone: timeZone, two_step_at }] = rows;
  const twoStep = two_step_at !== null;
  const found: Person = { id, name, email, locale, timeZone, twoStep, providers: [], organizations: [] };
  for (const row of rows) {
    const membership = { memberId: row.member_id, role: row.role };
    if (row.provider_id) {
      found.providers.push({ ...membership, chosenClients: row.chosen_clients === 1, provider: providerPlace(row) });
    }
    if (row.organization_id) {
      found.organizations.push({
        ...membership,
        permissions: readPermissions(row.permissions),
        organization: { id: row.organization_id, name: row.organization_name },
      });
    }
  }
  return found;
}

const providerPlace = (row: Row): ProviderPlace => ({
  id: row.provider_id,
  name: row.provider_name,
  phone: row.phone,
  locale: row.provider_locale,
  timeZone: row.provider_zone,
  currency: row.currency,
  confirmedAdmins: row.confirmed_admins,
  requiresTwoStep: Boolean(row.requires_two_step),
});
