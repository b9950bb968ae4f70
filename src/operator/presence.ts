import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { holder, takeLease } from '../database/lease.js';

const SECONDS = 30;

/**
 * Tells the operator's commands, by a lease that is renewed, that a portal runs on this database and under which key it seals.
 * @returns what ends this
 */
export async function bePresent(db: EntityManager, keyId: string): Promise<() => Promise<void>> {
  await db.query("DELETE FROM leases WHERE name LIKE 'portal %' AND until < NOW(3) - INTERVAL 1 DAY");
  const name = `portal ${keyId} ${holder}`;
  await takeLease(db, name, SECONDS);
  const renew = () => takeLease(db, name, SECONDS).catch(() => false);
  const renewing = setInterval(renew, (SECONDS * 1000) / 3).unref();
  return async () => {
    clearInterval(renewing);
    await db.query('DELETE FROM leases WHERE name = ?', [name]);
  };
}

/**
 * Does a portal run on this database? The lease of one that was killed is not renewed, which takes some seconds to see.
 * @param keyId portals that seal under this key do not count
 */
export async function runs(db: EntityManager, keyId?: string): Promise<boolean> {
  const first = await leases(db, keyId);
  for (let now = first; now.size > 0; now = await leases(db, keyId)) {
    if ([...now].some(([name, until]) => until > (first.get(name) ?? 0))) return true;
    await sleep(500);
  }
  return false;
}

/** As far as can be seen at once: for thirty seconds one that was killed counts too. */
export const runsNow = async (db: EntityManager): Promise<boolean> => (await leases(db)).size > 0;

async function leases(db: EntityManager, keyId = 'none'): Promise<Map<string, number>> {
  const rows: { name: string; until: Date }[] = await db.query(
    "SELECT name, until FROM leases WHERE name LIKE 'portal %' AND name NOT LIKE ? AND until > NOW(3)",
    [`portal ${keyId} %`],
  );
  return new Map(rows.map(({ name, until }) => [name, until.getTime()]));
}
