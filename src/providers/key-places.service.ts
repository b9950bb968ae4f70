import { Injectable } from '@nestjs/common';
import type { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { adjust, adjustAdmins } from '../client-orgs/counters.js';
import { Member } from '../client-orgs/member.entity.js';
import { TRANSITIONS } from '../client-orgs/member-states.js';
import { wrap } from '../keys/rsa.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { Provider } from './provider.entity.js';
import type { OpenedProvider } from './recovery-codes.service.js';

const WRITE = { mode: 'pessimistic_write' } as const;

/** Where a person is a member, as far as new keys touch it. */
export interface KeyPlace {
  memberId: string;
  role: Member['role'];
  status: 'accepted' | 'confirmed';
  name: string;
  /** The provider itself, or the one of the client organization, which may have none. */
  providerId: string | null;
  organizationId: string | null;
  /** The provider's key under its recovery code. */
  recoveryKey: string | null;
  /** Is this the provider's only confirmed admin? */
  sole: boolean;
  /** An organization without a provider in which nobody else could confirm this person: its vault would be lost. */
  forlorn: boolean;
}

/** The one of a provider's only confirmed admin. */
export type SolePlace = KeyPlace & { providerId: string };

/** A person's memberships, when the keys of the account become new ones. */
@Injectable()
export class KeyPlaces {
  async of({ db }: Pick<Current, 'db'>, userId: string): Promise<KeyPlace[]> {
    const rows: (Omit<KeyPlace, 'sole' | 'forlorn'> & { sole: number; forlorn: number })[] = await db.query(
      `SELECT m.id AS memberId, m.role, m.status, COALESCE(p.name, o.name) AS name,
        COALESCE(m.provider_id, o.provider_id) AS providerId, m.organization_id AS organizationId,
        p.recovery_key AS recoveryKey,
        m.role = 'provider-admin' AND m.status = 'confirmed' AND p.confirmed_admins = 1 AS sole,
        o.id IS NOT NULL AND o.provider_id IS NULL AND m.status = 'confirmed' AND NOT EXISTS (SELECT 1 FROM members other
          WHERE other.organization_id = o.id AND other.role = 'owner' AND other.status = 'confirmed' AND other.id <> m.id) AS forlorn
       FROM members m LEFT JOIN providers p ON p.id = m.provider_id LEFT JOIN organizations o ON o.id = m.organization_id
       WHERE m.user_id = ? AND m.status IN ('accepted', 'confirmed') ORDER BY m.id`,
      [userId],
    );
    return rows.map((row) => ({ ...row, sole: Boolean(row.sole), forlorn: Boolean(row.forlorn) }));
  }

  /**
   * Every membership of an account whose keys are new, in the transaction that makes them so: Confirmed ones go back to
   * Accepted, but where the recovery code opened the provider's key. A confirmation under way meets a changed row.
   * @returns the places that were Confirmed
   */
  async renew(current: Current, user: User, opened: Map<string, OpenedProvider>): Promise<KeyPlace[]> {
    const { id: userId } = user;
    await current.db.find(Member, { select: { id: true }, where: { userId }, lock: WRITE });
    const places = await this.of(current, userId);
    await current.db.update(Member, { userId, status: 'revoked' }, { wrappedKey: null, renewedAt: current.now });
    for (const place of places) {
      const code = place.role === 'provider-admin' ? opened.get(place.providerId as string) : undefined;
      if (place.status === 'accepted') await this.note(current, place);
      else if (code) await this.keep(current, place, user, code);
      else await this.putBack(current, place, user);
    }
    return places.filter(({ status }) => status === TRANSITIONS['renew-keys'].from);
  }

  private async note({ db, now }: Current, { memberId }: KeyPlace): Promise<void> {
    await db.update(Member, { id: memberId }, { renewedAt: now });
  }

  private async putBack(current: Current, place: KeyPlace, user: User): Promise<void> {
    const { memberId, role, providerId, organizationId } = place;
    if (organizationId) await adjust(current, organizationId, { waiting: 1 });
    else if (role === 'provider-admin' && !(await adjustAdmins(current, providerId as string, -1))) throw changed();
    const status = TRANSITIONS['renew-keys'].to;
    await current.db.update(Member, { id: memberId }, { status, wrappedKey: null, renewedAt: current.now });
    const logs = { providerId, ...(organizationId && { organizationId }) };
    await record(current, 'member.keys-renewed', { id: memberId, name: user.email }, {}, logs);
  }

  /** The code opened the provider's key: it is wrapped to the new key pair, and the code gives way to a fresh one. */
  private async keep(current: Current, place: KeyPlace, user: User, opened: OpenedProvider): Promise<void> {
    const { memberId } = place;
    const providerId = place.providerId as string;
    const was = { id: providerId, recoveryKey: opened.recoveryKey };
    const { affected } = await current.db.update(Provider, was, { recoveryKey: opened.freshRecoveryKey });
    if (!affected) throw changed();
    await current.db.update(Member, { id: memberId }, { wrappedKey: wrap(opened.key, user.publicKey) });
    await record(current, 'recovery-code.used', { id: memberId, name: user.email }, {}, { providerId });
    await record(current, 'recovery-code.made', { id: providerId, name: place.name }, {}, { providerId });
  }
}

const changed = () =>
  refuse(say('Your memberships changed at this moment, so nothing was done. Read this page again.'));
