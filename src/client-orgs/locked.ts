import type { Current } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { Organization } from './organization.entity.js';

/** Reads an organization again, for changing: what its rules depend on stays as read until the transaction ends. */
export async function lockedOrganization({ db }: Pick<Current, 'db'>, id: string): Promise<Organization> {
  const found = await db.findOne(Organization, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found) throw new NotThere();
  return found;
}
