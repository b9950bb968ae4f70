import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** This process, as leases know it. */
export const holder = randomUUID();

/**
 * Takes the lease on a piece of work for `seconds`, or takes it over when its holder let it run out.
 * A row changed by UPDATE rather than GET_LOCK: on a cluster the latter is granted on two nodes at once.
 * @returns whether this process may do the work
 */
export async function takeLease(db: EntityManager, name: string, seconds: number): Promise<boolean> {
  await db.query('INSERT IGNORE INTO leases (name, holder, until) VALUES (?, ?, NOW(3))', [name, holder]);
  const result: { affectedRows: number } = await db.query(
    'UPDATE leases SET holder = ?, until = NOW(3) + INTERVAL ? SECOND WHERE name = ? AND (until <= NOW(3) OR holder = ?)',
    [holder, seconds, name, holder],
  );
  return result.affectedRows === 1;
}

export async function dropLease(db: EntityManager, name: string): Promise<void> {
  await db.query('UPDATE leases SET until = NOW(3) WHERE name = ? AND holder = ?', [name, holder]);
}
