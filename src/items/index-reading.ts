import type { ClientCurrent } from '../web/current.js';
import { LIVE } from './live-items.js';
import type { SealedHead } from './open-heads.worker.js';
import type { ItemType } from './plain-item.js';

/** What is not secret of an item, as the index needs it. */
interface ItemFacts {
  id: string;
  type: ItemType;
  version: number;
  revisedAt: Date;
  deletedAt: Date | null;
}

export async function revisionOf({ db, client }: ClientCurrent): Promise<number> {
  const [{ revision }]: { revision: number }[] = await db.query(
    'SELECT items_revision AS revision FROM organizations WHERE id = ?',
    [client.id],
  );
  return revision;
}

export const factsOfItems = ({ db, client }: ClientCurrent): Promise<ItemFacts[]> =>
  db.query(
    `SELECT i.id, i.type, i.version, i.revised_at AS revisedAt, i.deleted_at AS deletedAt
     FROM items i WHERE i.organization_id = ? AND ${LIVE}`,
    [client.id],
  );

/** As text, whatever the database makes of JSON: whoever opens them parses them. */
export const headsOf = ({ db }: ClientCurrent, ids: string[]): Promise<SealedHead[]> =>
  db.query('SELECT id, CAST(head AS CHAR) AS head FROM items WHERE id IN (?)', [ids]);

/** The collections of every item that is in one. */
export async function placesOfItems({ db, client }: ClientCurrent): Promise<Map<string, string[]>> {
  const rows: { itemId: string; collectionId: string }[] = await db.query(
    `SELECT ci.item_id AS itemId, ci.collection_id AS collectionId FROM collections c
     JOIN collection_items ci ON ci.collection_id = c.id WHERE c.organization_id = ?`,
    [client.id],
  );
  const found = new Map<string, string[]>();
  for (const { itemId, collectionId } of rows) {
    const ids = found.get(itemId);
    if (ids) ids.push(collectionId);
    else found.set(itemId, [collectionId]);
  }
  return found;
}
