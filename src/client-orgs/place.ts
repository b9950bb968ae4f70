import type { EntityManager } from 'typeorm';
import type { ClientCurrent, ProviderCurrent } from '../web/current.js';
import type { Member } from './member.entity.js';

/** Where people are members: in the client of the address, else in its provider. */
export type Place = ClientCurrent | ProviderCurrent;

export const inClient = (current: Place): current is ClientCurrent => current.client !== undefined;

/** Which members are of the place. */
export const membersOf = (current: Place): { organizationId: string } | { providerId: string } =>
  inClient(current) ? { organizationId: current.client.id } : { providerId: current.provider.id };

export const pathOf = (current: Place): string =>
  inClient(current) ? `/organizations/${current.client.id}` : `/providers/${current.provider.id}`;

/** The provider that mails of the place go out for. */
export const providerOf = (current: Place): string | null =>
  inClient(current) ? current.client.providerId : current.provider.id;

/** The acting person's own membership in the place. */
export const ownMembership = (current: Place) => (inClient(current) ? current.membership : current.providerMembership);

/** The two ids of a membership's place, which are its logs too. */
export interface MemberPlace {
  organizationId?: string;
  providerId: string | null;
}

export async function placeOfMember(
  db: EntityManager,
  { organizationId, providerId }: Pick<Member, 'organizationId' | 'providerId'>,
): Promise<MemberPlace> {
  if (!organizationId) return { providerId };
  const [row]: { providerId: string | null }[] = await db.query(
    'SELECT provider_id AS providerId FROM organizations WHERE id = ?',
    [organizationId],
  );
  return { organizationId, providerId: row.providerId };
}
