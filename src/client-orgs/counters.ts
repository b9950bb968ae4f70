import type { Current } from '../web/current.js';
import type { Member } from './member.entity.js';

/** How a client stands, in the order in which somebody has to act: what the Status column shows and sorts by. */
export const STANDINGS = ['waiting', 'undelivered', 'full', 'setting-up', 'active', 'suspended'] as const;

interface Counters {
  seats?: number;
  occupied?: number;
  waiting?: number;
  undelivered?: number;
  confirmedOwners?: number;
}

type Counted = Pick<Member, 'role' | 'status' | 'trouble' | 'confirmedAt'>;

/** What one membership adds to the counters of its organization. An owner whose keys were renewed still counts as confirmed. */
const shareOf = ({ role, status, trouble, confirmedAt }: Counted) => ({
  occupied: status === 'revoked' ? 0 : 1,
  waiting: status === 'accepted' ? 1 : 0,
  undelivered: status === 'invited' && trouble ? 1 : 0,
  confirmedOwners: countsAsOwner({ role, status, confirmedAt }) ? 1 : 0,
});
const NO_SHARE = { occupied: 0, waiting: 0, undelivered: 0, confirmedOwners: 0 };

export const countsAsOwner = ({
  role,
  status,
  confirmedAt,
}: Pick<Member, 'role' | 'status' | 'confirmedAt'>): boolean =>
  role === 'owner' && status !== 'revoked' && Boolean(confirmedAt);

/** How the counters change when memberships do. @param changes each as it was and as it is; undefined once it is gone */
export function changeOf(changes: [was: Counted, is: Counted | undefined][]): Required<Omit<Counters, 'seats'>> {
  const sum = { ...NO_SHARE };
  for (const [was, is] of changes) {
    const [before, after] = [shareOf(was), is ? shareOf(is) : NO_SHARE];
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += after[name] - before[name];
  }
  return sum;
}

/**
 * Adds to an organization's counters and to what follows from them, by one relative UPDATE: every invariant lives on this row,
 * which each writer changes (design, database rules). MySQL and MariaDB assign from left to right.
 */
export async function adjust(
  current: Pick<Current, 'db' | 'now'>,
  organizationId: string,
  by: Counters,
): Promise<void> {
  await current.db.query(
    `UPDATE organizations SET
      seats = seats + ?, occupied = occupied + ?, waiting = waiting + ?, undelivered = undelivered + ?,
      confirmed_owners = confirmed_owners + ?,
      owner_confirmed_at = IF(confirmed_owners > 0, COALESCE(owner_confirmed_at, ?), owner_confirmed_at),
      remaining = seats - occupied,
      attention = IF(status <> 'suspended' AND (waiting > 0 OR undelivered > 0 OR remaining = 0), 0, 1),
      standing = CASE WHEN status = 'suspended' THEN 5 WHEN waiting > 0 THEN 0 WHEN undelivered > 0 THEN 1
        WHEN remaining = 0 THEN 2 WHEN confirmed_owners = 0 THEN 3 ELSE 4 END
     WHERE id = ?`,
    [
      ...[by.seats ?? 0, by.occupied ?? 0, by.waiting ?? 0, by.undelivered ?? 0, by.confirmedOwners ?? 0],
      ...[current.now, organizationId],
    ],
  );
}

/**
 * Adds to the number of a provider's confirmed admins. At least one always remains: of two who leave at once, one does.
 * @returns whether it was done
 */
export async function adjustAdmins(current: Pick<Current, 'db'>, providerId: string, by: number): Promise<boolean> {
  const result: { affectedRows: number } = await current.db.query(
    'UPDATE providers SET confirmed_admins = confirmed_admins + ? WHERE id = ? AND confirmed_admins + ? >= 1',
    [by, providerId, by],
  );
  return result.affectedRows > 0;
}

/** What the search of the Clients tab looks through. */
export const searchText = (name: string, reference: string, ownerEmail: string): string =>
  [name, reference, ownerEmail].join('\n').normalize('NFC').toLowerCase();
