import type { Current } from '../web/current.js';
import { searchText } from './counters.js';
import { Organization } from './organization.entity.js';

/** The address that the Clients tab shows and finds is that of the first owner: when it goes, the next one's takes its place. */
export async function showOwner({ db }: Pick<Current, 'db'>, organization: Organization): Promise<void> {
  const { id, name, reference, ownerEmail: shown } = organization;
  const [owner]: { email: string }[] = await db.query(
    `SELECT email FROM members WHERE organization_id = ? AND role = 'owner' AND status <> 'revoked'
     ORDER BY email = ? DESC, confirmed_at IS NULL, invited_at, id LIMIT 1`,
    [id, shown],
  );
  if (!owner || owner.email === shown) return;
  await db.update(Organization, { id }, { ownerEmail: owner.email, search: searchText(name, reference, owner.email) });
}
