import type { Current } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { Organization } from './organization.entity.js';

/**
 * Reads an organization again, for changing: what its rules depend on stays as read until the transaction ends.
 * @throws NotThere for a provider whose client it has meanwhile ceased to be
 */
export async function lockedOrganization(
  { db, provider }: Pick<Current, 'db' | 'provider'>,
  id: string,
): Promise<Organization> {
  const found = await db.findOne(Organization, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || (provider && found.providerId !== provider.id)) throw new NotThere();
  return found;
}
