import { Global, Injectable, Module } from '@nestjs/common';
import { ClientPlaces } from '../web/access.guard.js';
import type { ClientPlace, Current } from '../web/current.js';
import type { Departure } from './departure.entity.js';
import { HeldItems } from './held-items.js';
import { MemberNames } from './member-names.js';
import { OrganizationKeys } from './organization-keys.js';
import { OwnerMail } from './owner-mail.js';
import { Visits } from './visits.js';

/** A client organization as far as a person sees it: as its member, or through the provider it belongs to. */
@Injectable()
class SeenClients implements ClientPlaces {
  async find(current: Current, id: string): Promise<ClientPlace | undefined> {
    const { providers, organizations } = current.person ?? { providers: [], organizations: [] };
    const everywhere = providers.filter(({ chosenClients }) => !chosenClients).map(({ provider }) => provider.id);
    const inSome = providers.filter(({ chosenClients }) => chosenClients).map(({ memberId }) => memberId);
    const own = organizations.map(({ organization }) => organization.id);
    if (providers.length + own.length === 0) return undefined;
    const throughProvider = `(o.provider_id IN (?) OR EXISTS (SELECT 1 FROM member_clients c JOIN members w ON w.id = c.member_id
      WHERE c.member_id IN (?) AND c.organization_id = o.id AND w.provider_id = o.provider_id))`;
    const through = [orNone(everywhere), orNone(inSome)];
    const [row]: Row[] = await current.db.query(
      `SELECT o.id, o.name, o.plan, o.status, o.provider_id AS providerId, p.name AS providerName, p.phone AS providerPhone, ${throughProvider} AS throughProvider,
        o.locale, o.time_zone AS timeZone, s.reason, s.suspended_by AS suspendedBy, s.suspended_at AS suspendedAt,
        d.asked_by AS askedBy, d.asked_at AS askedAt, d.due_at AS dueAt,
        o.limit_collection_creation AS limitCreation, o.limit_collection_deletion AS limitDeletion,
        o.limit_item_deletion AS limitItemDeletion, o.admins_manage_all AS adminsManageAll,
        o.provider_confirms AS providerConfirms, o.owner_confirmed_at IS NOT NULL AS hadOwner,
        EXISTS (SELECT 1 FROM members m WHERE m.organization_id = o.id AND m.role = 'owner' AND m.status = 'confirmed') AS hasOwner,
        l.state AS leaving, l.acted_by AS leavingBy, l.reason AS leavingReason, l.acted_at AS leavingAt, l.ends_at AS leavingEnds
       FROM organizations o LEFT JOIN providers p ON p.id = o.provider_id
       LEFT JOIN suspensions s ON s.organization_id = o.id LEFT JOIN deletions d ON d.organization_id = o.id
       LEFT JOIN departures l ON l.organization_id = o.id
       WHERE o.id = ? AND (${throughProvider} OR o.id IN (?))`,
      [...through, id, ...through, orNone(own)],
    );
    return row && placeOf(row);
  }
}

/** Never empty, which SQL does not know. */
const orNone = (ids: string[]): string[] => (ids.length > 0 ? ids : ['']);

interface Row
  extends Omit<ClientPlace, 'throughProvider' | 'rules' | 'hadOwner' | 'hasOwner' | 'suspension' | 'deletion'> {
  throughProvider: number | null;
  reason: string | null;
  suspendedBy: string;
  suspendedAt: Date;
  askedBy: string;
  askedAt: Date;
  dueAt: Date | null;
  limitCreation: number;
  limitDeletion: number;
  limitItemDeletion: number;
  adminsManageAll: number;
  hadOwner: number;
  hasOwner: number;
  leaving: Departure['state'] | null;
  leavingBy: string;
  leavingReason: string;
  leavingAt: Date;
  leavingEnds: Date | null;
}

const placeOf = ({ reason, suspendedBy, suspendedAt, askedBy, askedAt, dueAt, ...row }: Row): ClientPlace => {
  const {
    limitCreation,
    limitDeletion,
    limitItemDeletion,
    adminsManageAll,
    hadOwner,
    hasOwner,
    throughProvider,
    ...rest
  } = row;
  const { leaving: state, leavingBy: by, leavingReason, leavingAt: at, leavingEnds: ends, ...place } = rest;
  return {
    ...place,
    throughProvider: throughProvider === 1,
    rules: {
      limitCreation: limitCreation === 1,
      limitDeletion: limitDeletion === 1,
      limitItemDeletion: limitItemDeletion === 1,
      adminsManageAll: adminsManageAll === 1,
    },
    hadOwner: hadOwner === 1,
    hasOwner: hasOwner === 1,
    suspension: reason === null ? undefined : { reason, by: suspendedBy, at: suspendedAt },
    deletion: dueAt === null ? undefined : { by: askedBy, at: askedAt, due: dueAt },
    departure: state === null ? undefined : { state, by, reason: leavingReason, at, ends },
  };
};

@Global()
@Module({
  providers: [
    { provide: ClientPlaces, useClass: SeenClients },
    HeldItems,
    MemberNames,
    OrganizationKeys,
    OwnerMail,
    Visits,
  ],
  exports: [ClientPlaces, HeldItems, OrganizationKeys, OwnerMail, Visits],
})
export class ClientOrgsModule {}
