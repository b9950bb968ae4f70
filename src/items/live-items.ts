import { type EntityManager, In } from 'typeorm';
import type { ClientCurrent } from '../web/current.js';
import { Import } from './import.entity.js';
import type { Item } from './item.entity.js';

/** Whether an item, `i` in the statement, is there: those of an import are while it is live, all from one moment on. */
export const LIVE = `(i.import_id IS NULL OR EXISTS (SELECT 1 FROM imports b WHERE b.id = i.import_id AND b.state = 'live'))`;

export async function liveOnly({ db }: ClientCurrent, rows: Item[]): Promise<Item[]> {
  const ids = new Set(rows.flatMap(({ importId }) => importId ?? []));
  if (ids.size === 0) return rows;
  const live = new Set((await db.findBy(Import, { id: In([...ids]), state: 'live' })).map(({ id }) => id));
  return rows.filter(({ importId }) => importId === null || live.has(importId));
}

export async function holdsLiveItems(db: EntityManager, organizationId: string): Promise<boolean> {
  const rows = await db.query(`SELECT 1 FROM items i WHERE i.organization_id = ? AND ${LIVE} LIMIT 1`, [
    organizationId,
  ]);
  return rows.length > 0;
}

type Imported = Pick<Item, 'importId'>;

/** A member opened or changed it: from now on its import is undone by an owner alone. */
export const noteOpened = (current: ClientCurrent, item: Imported): Promise<void> => noteAllOpened(current, [item]);

export async function noteAllOpened({ db, now }: ClientCurrent, items: readonly Imported[]): Promise<void> {
  const ids = new Set(items.flatMap(({ importId }) => importId ?? []));
  if (ids.size === 0) return;
  await db.query('UPDATE imports SET opened_at = ? WHERE id IN (?) AND opened_at IS NULL', [now, [...ids]]);
}
