import { itemAccess } from '../collections/effective-access.js';
import { LIVE } from '../items/live-items.js';
import type { ClientCurrent } from '../web/current.js';
import { isProviders } from './found-import.js';

/** A condition on `i`, an item that is there. */
export interface Scope {
  sql: string;
  values: unknown[];
}

/**
 * The items with which an import is compared. A provider's: what its earlier imports brought, since any other would tell it something of
 * the vault. A member's: what the person sees, or has `enough` level to change.
 */
export async function comparable(current: ClientCurrent, enough: (level: number) => boolean): Promise<Scope> {
  if (isProviders(current)) {
    const sql = `EXISTS (SELECT 1 FROM imports b WHERE b.id = i.import_id AND b.state = 'live' AND b.provider_id = ?)`;
    return { sql, values: [current.provider?.id] };
  }
  const { of, all } = await itemAccess(current);
  if (all) return { sql: LIVE, values: [] };
  const rows: { id: string }[] = await current.db.query('SELECT id FROM collections WHERE organization_id = ?', [
    current.client.id,
  ]);
  const ids = rows.map(({ id }) => id).filter((id) => enough(of(id)));
  const sql = `${LIVE} AND EXISTS (SELECT 1 FROM collection_items s WHERE s.item_id = i.id AND s.collection_id IN (?))`;
  return { sql, values: [ids.length > 0 ? ids : ['']] };
}

/**
 * Items of an import, `n`, and those that look like them: the same name, username and website. Each is looked up: a database that
 * has not counted what just came may choose to compare all with all.
 */
const TWINS = `items n FORCE INDEX (items_import_id) STRAIGHT_JOIN items i FORCE INDEX (items_likeness) ON i.organization_id = n.organization_id AND i.likeness = n.likeness AND i.id <> n.id
  AND i.deleted_at IS NULL`;

export interface Twin {
  /** Of the import. */
  id: string;
  /** The one that was there. */
  old: string;
}

export function twins(
  { db }: ClientCurrent,
  importId: string,
  { sql, values }: Scope,
  limit?: number,
): Promise<Twin[]> {
  const most = limit === undefined ? '' : `LIMIT ${limit}`;
  return db.query(
    `SELECT n.id, i.id AS old FROM ${TWINS} WHERE n.import_id = ? AND n.deleted_at IS NULL AND ${sql} ${most}`,
    [importId, ...values],
  );
}

export async function countTwins({ db }: ClientCurrent, importId: string, { sql, values }: Scope): Promise<number> {
  const [{ count }]: { count: string }[] = await db.query(
    `SELECT COUNT(DISTINCT n.id) AS count FROM ${TWINS} WHERE n.import_id = ? AND ${sql}`,
    [importId, ...values],
  );
  return Number(count);
}
