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
import { undoable } from './undo-rules.js';

/** Somebody changed it since, or put it into the trash: undoing keeps it. */
const CHANGED = '(version > 1 OR deleted_at IS NOT NULL)';

/** Takes an import back: its items are gone from one moment on, but for those that were changed since. */
@Injectable()
export class Undoing {
  /** @returns the import, and the ids of what would be kept */
  async asked(current: ClientCurrent, id: string): Promise<{ found: Import; kept: string[] }> {
    const found = await findImport(current, id);
    if (!undoable(current, found)) throw refuse(NOT_YOURS);
    const rows: { id: string }[] = await current.db.query(`SELECT id FROM items WHERE import_id = ? AND ${CHANGED}`, [
      id,
    ]);
    return { found, kept: rows.map((row) => row.id) };
  }

  /** @returns how many items were kept */
  undo(current: ClientCurrent, id: string): Promise<number> {
    return transaction(current, async (current) => {
      const { db, now } = current;
      await changesItems(db, current.client.id);
      const found = await findImport(current, id, true);
      if (!undoable(current, found)) throw refuse(NOT_YOURS);
      const { affectedRows: kept }: { affectedRows: number } = await db.query(
        `UPDATE items SET import_id = NULL WHERE import_id = ? AND ${CHANGED}`,
        [id],
      );
      await db.update(Import, { id }, { state: 'undone', endedAt: now, clearedAt: null });
      await recount(current);
      await deleteEmpty(current, id);
      await record(current, 'import.undone', { id, name: found.format }, { items: found.items, kept });
      return kept;
    });
  }
}

const NOT_YOURS = say(
  'This import cannot be undone by you: its 30 days are over, or a member has opened or changed an item of it, and now an owner can.',
);

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
