import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { transaction } from '../database/transaction.js';
import { Import } from '../items/import.entity.js';
import { recount } from '../items/placing.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { findImport } from './found-import.js';
import { inBatches } from './in-batches.js';
import { undoable } from './undo-rules.js';

/** Of an import, what undoing keeps, and which of the items that it put into the trash come back. */
interface Asked {
  found: Import;
  kept: string[];
  back: string[];
}

/** Takes an import back: its items are gone from one moment on, but for those that were changed since, and what they replaced is back. */
@Injectable()
export class Undoing {
  async asked(current: ClientCurrent, id: string, lock = false): Promise<Asked> {
    const found = await findImport(current, id, lock);
    if (!undoable(current, found)) throw refuse(NOT_YOURS);
    return { found, kept: await keptOf(current, id), back: await backFor(current, id) };
  }

  /** @returns how many items were kept */
  undo(current: ClientCurrent, id: string): Promise<number> {
    return transaction(current, async (current) => {
      const { db, now } = current;
      await changesItems(db, current.client.id);
      const { found, kept, back } = await this.asked(current, id, true);
      await inBatches(back, (ids) => db.query('UPDATE items SET deleted_at = NULL WHERE id IN (?)', [ids]));
      await inBatches(kept, (ids) => db.query('UPDATE items SET import_id = NULL WHERE id IN (?)', [ids]));
      await db.update(Import, { id }, { state: 'undone', endedAt: now, clearedAt: null });
      await recount(current);
      await deleteEmpty(current, id);
      const target = { id, name: found.format };
      await record(current, 'import.undone', target, { items: found.items, kept: kept.length });
      if (back.length > 0) await record(current, 'import.replaced-restored', target, { count: back.length });
      return kept.length;
    });
  }
}

const NOT_YOURS = say(
  'This import cannot be undone by you: its 30 days are over, or a member has opened or changed an item of it, and now an owner can.',
);

/** Somebody changed it since, or put it into the trash; or what it took the place of is deleted for good, so that nothing could come back. */
const changed = (item: string) => `(${item}.version > 1 OR ${item}.deleted_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM item_replacements g WHERE g.item_id = ${item}.id AND g.replaced_id IS NULL))`;

async function keptOf({ db }: ClientCurrent, importId: string): Promise<string[]> {
  const rows: { id: string }[] = await db.query(`SELECT i.id FROM items i WHERE i.import_id = ? AND ${changed('i')}`, [
    importId,
  ]);
  return rows.map(({ id }) => id);
}

/** What is in the trash for the import alone; not where the item that took its place is kept. */
async function backFor({ db }: ClientCurrent, importId: string): Promise<string[]> {
  const rows: { id: string }[] = await db.query(
    `SELECT DISTINCT o.id FROM items n JOIN item_replacements r ON r.item_id = n.id JOIN items o ON o.id = r.replaced_id
     WHERE n.import_id = ? AND o.deleted_at IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM item_replacements k JOIN items m ON m.id = k.item_id WHERE k.replaced_id = o.id AND ${changed('m')})`,
    [importId],
  );
  return rows.map(({ id }) => id);
}

/** The collections that the import made and in which nothing is, not even in the trash. */
async function deleteEmpty({ db }: ClientCurrent, importId: string): Promise<void> {
  await db.query(
    `DELETE c FROM collections c JOIN import_collections t ON t.made_id = c.id
     WHERE t.import_id = ? AND c.items = 0 AND NOT EXISTS
      (SELECT 1 FROM collection_items ci JOIN items i ON i.id = ci.item_id
       WHERE ci.collection_id = c.id AND (i.import_id IS NULL OR i.import_id <> ?))`,
    [importId, importId],
  );
}
