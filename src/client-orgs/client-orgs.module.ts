import { Global, Injectable, Module } from '@nestjs/common';
import { ClientPlaces } from '../web/access.guard.js';
import type { ClientPlace, Current } from '../web/current.js';
import { OrganizationKeys } from './organization-keys.js';
import { Visits } from './visits.js';

/** A client organization as far as a person sees it: as its member, or through the provider it belongs to. */
@Injectable()
class SeenClients implements ClientPlaces {
  async find(current: Current, id: string): Promise<ClientPlace | undefined> {
    const { providers, organizations } = current.person ?? { providers: [], organizations: [] };
    const seenBy = [
      ...providers.map(({ provider }) => provider.id),
      ...organizations.map(({ organization }) => organization.id),
    ];
    if (seenBy.length === 0) return undefined;
    const [row]: ClientPlace[] = await current.db.query(
      `SELECT o.id, o.name, o.plan, o.status, o.provider_id AS providerId, p.name AS providerName, o.locale,
        o.time_zone AS timeZone
       FROM organizations o JOIN providers p ON p.id = o.provider_id
       WHERE o.id = ? AND (o.provider_id IN (?) OR o.id IN (?))`,
      [id, seenBy, seenBy],
    );
    return row;
  }
}

@Global()
@Module({
  providers: [{ provide: ClientPlaces, useClass: SeenClients }, OrganizationKeys, Visits],
  exports: [ClientPlaces, OrganizationKeys, Visits],
})
export class ClientOrgsModule {}
