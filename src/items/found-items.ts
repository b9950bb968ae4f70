import { In } from 'typeorm';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { NotThere } from '../web/refusal.js';
import { CollectionItem } from './collection-item.entity.js';
import { Item } from './item.entity.js';
import { accessToItems, type ItemAccess, sees } from './item-access.js';
import { liveOnly } from './live-items.js';

/** An item as far as the person's access goes. */
export interface FoundItem {
  id: string;
  row: Item;
  collectionIds: string[];
  level: number;
}

/** @throws NotThere when one of them is another organization's, or in no collection that this person may see */
export async function findItems(
  current: ClientCurrent,
  ids: string[],
  access?: ItemAccess,
): Promise<[FoundItem, ...FoundItem[]]> {
  if (!ids.every(isId)) throw new NotThere();
  const { levelIn } = access ?? (await accessToItems(current));
  const rows = await liveOnly(
    current,
    await current.db.findBy(Item, { organizationId: current.client.id, id: In(ids) }),
  );
  const collections = await collectionsOf(current, ids);
  const found = rows.map((row): FoundItem => {
    const collectionIds = collections.get(row.id) ?? [];
    return { id: row.id, row, collectionIds, level: levelIn(collectionIds) };
  });
  const [first, ...others] = found.filter(({ level }) => sees(level));
  if (!first || others.length + 1 !== new Set(ids).size) throw new NotThere();
  return [first, ...others];
}

async function collectionsOf({ db }: ClientCurrent, ids: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { itemId, collectionId } of await db.findBy(CollectionItem, { itemId: In(ids) })) {
    found.get(itemId)?.push(collectionId);
  }
  return found;
}
