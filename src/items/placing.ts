import { type EntityManager, In } from 'typeorm';
import { Collection } from '../collections/collection.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { say } from '../web/message.js';
import { NotThere, refuseField } from '../web/refusal.js';
import { edits, type ItemAccess } from './item-access.js';
import { LIVE } from './live-items.js';

/** That an item is in a collection. */
export interface Place {
  collectionId: string;
  itemId: string;
}

/**
 * The collections that items are to be in, each looked up in this organization.
 * @throws Refusal where the person may not edit items in one of them; and for none at all, unless every item is open to the person
 */
export async function targets(
  { db, client }: ClientCurrent,
  collectionIds: string[],
  { all, levelIn }: ItemAccess,
): Promise<string[]> {
  const wanted = [...new Set(collectionIds)];
  if (wanted.length === 0) {
    if (all) return [];
    throw refuseField('collectionIds', say('Choose a collection in which you can edit items.'));
  }
  const known = wanted.every(isId) ? await db.countBy(Collection, { organizationId: client.id, id: In(wanted) }) : 0;
  if (known !== wanted.length) throw new NotThere();
  if (!wanted.every((id) => edits(levelIn([id])))) {
    throw refuseField('collectionIds', say('Choose collections in which you can edit items.'));
  }
  return wanted;
}

/** Puts items into collections in which they are not. */
export async function putIn(current: ClientCurrent, places: Place[]): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ collectionId, itemId }) => [collectionId, itemId]);
  await current.db.query('INSERT INTO collection_items (collection_id, item_id) VALUES ?', [rows]);
  await count(current, places, 1);
}

/** Takes items out of collections; of these items all that are in one of these collections. */
export async function takeOut(current: ClientCurrent, places: Place[]): Promise<void> {
  if (places.length === 0) return;
  const [collections, items] = [places.map(({ collectionId }) => collectionId), places.map(({ itemId }) => itemId)];
  await current.db.query('DELETE FROM collection_items WHERE collection_id IN (?) AND item_id IN (?)', [
    [...new Set(collections)],
    [...new Set(items)],
  ]);
  await count(current, places, -1);
}

/** Keeps the numbers of items beside the collections: +1 for each place that is there from now on, -1 for each that is not. */
export async function count({ db }: Pick<ClientCurrent, 'db'>, places: Place[], by: 1 | -1): Promise<void> {
  const numbers = new Map<string, number>();
  for (const { collectionId } of places) numbers.set(collectionId, (numbers.get(collectionId) ?? 0) + by);
  for (const [id, number] of numbers) {
    await db.query('UPDATE collections SET items = items + ? WHERE id = ?', [number, id]);
  }
}

/** Counts anew how many items each collection of an organization holds, after many came or went at once. */
export async function recount({ db, client }: Pick<ClientCurrent, 'db' | 'client'>): Promise<void> {
  await db.query(
    `UPDATE collections c LEFT JOIN
      (SELECT STRAIGHT_JOIN ci.collection_id AS id, COUNT(*) AS items FROM items i JOIN collection_items ci ON ci.item_id = i.id
       WHERE i.organization_id = ? AND i.deleted_at IS NULL AND ${LIVE} GROUP BY ci.collection_id) held ON held.id = c.id
     SET c.items = COALESCE(held.items, 0) WHERE c.organization_id = ?`,
    [client.id, client.id],
  );
}

/** How many items are in some of these collections and in no other, those in the trash left out. */
export async function countOnlyIn(db: EntityManager, collectionIds: string[]): Promise<number> {
  const [{ count }]: { count: string }[] = await db.query(
    `SELECT COUNT(*) AS count FROM items i WHERE i.deleted_at IS NULL AND ${LIVE}
      AND EXISTS (SELECT 1 FROM collection_items ci WHERE ci.item_id = i.id AND ci.collection_id IN (?))
      AND NOT EXISTS (SELECT 1 FROM collection_items ci WHERE ci.item_id = i.id AND ci.collection_id NOT IN (?))`,
    [collectionIds, collectionIds],
  );
  return Number(count);
}
