import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { Collections } from '../collections/collections.service.js';
import { transaction } from '../database/transaction.js';
import { Import } from '../items/import.entity.js';
import { deletes, edits, sees, seesPasswords } from '../items/item-access.js';
import { noteAllOpened } from '../items/live-items.js';
import { recount } from '../items/placing.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import type { CompletionForm } from './completion.form.js';
import { findImport, isProviders } from './found-import.js';
import { inBatches } from './in-batches.js';
import { comparable, twins } from './likeness.js';
import { giveManagers } from './managers.js';

/** Makes what was staged live: from one moment on all of it is there. */
@Injectable()
export class Completion {
  constructor(private readonly collections: Collections) {}

  /** @returns how many items the file brought, those left out as duplicates too */
  complete(current: ClientCurrent, id: string, form: CompletionForm): Promise<number> {
    return transaction(current, async (current) => {
      await changesItems(current.db, current.client.id);
      const found = await findImport(current, id, true);
      if (found.state !== 'ready' || found.sessionId !== current.session.id) throw refuse(NOT_READY);
      await this.settleDuplicates(current, found, form.duplicates);
      const made = await this.makeCollections(current, id);
      await giveManagers(current, made, form);
      await place(current, id);
      await current.db.update(Import, { id }, { state: 'live', liveAt: current.now });
      await recount(current);
      const details = { items: found.items, collections: made.length };
      await record(current, 'import.completed', { id, name: found.format }, details);
      return found.items;
    });
  }

  /** What a provider brings is never compared with what members keep, and never takes the place of anything. */
  private async settleDuplicates(
    current: ClientCurrent,
    { id, format }: Import,
    choice: CompletionForm['duplicates'],
  ): Promise<void> {
    if (choice === 'keep') return;
    if (choice === 'update' && isProviders(current)) throw refuse(say('A provider’s import replaces nothing.'));
    const changes = (level: number) => edits(level) && seesPasswords(level) && deletes(level, current);
    const found = await twins(current, id, await comparable(current, choice === 'update' ? changes : sees));
    if (choice === 'skip') return leaveOut(current, { id, format }, found);
    await noteAllOpened(current, found);
    await inBatches(found, (pairs) => takePlace(current, pairs));
    const { size: count } = new Set(found.map(({ old }) => old));
    if (count > 0) await record(current, 'import.replaced', { id, name: format }, { count });
  }

  /** @returns the ids of those that were not there */
  private async makeCollections(current: ClientCurrent, importId: string): Promise<string[]> {
    const { db, client } = current;
    const missing: { place: number; name: string }[] = await db.query(
      `SELECT t.place, t.name FROM import_collections t
       LEFT JOIN collections c ON c.organization_id = ? AND c.name_key = t.name_key
       WHERE t.import_id = ? AND c.id IS NULL ORDER BY t.place`,
      [client.id, importId],
    );
    const made: string[] = [];
    await inBatches(missing, async (some) => {
      made.push(
        ...(await this.collections.addAll(
          current,
          some.map(({ name }) => name),
        )),
      );
      await db.query(
        `UPDATE import_collections t JOIN collections c ON c.organization_id = ? AND c.name_key = t.name_key
         SET t.made_id = c.id WHERE t.import_id = ? AND t.place IN (?)`,
        [client.id, importId, some.map((one) => one.place)],
      );
    });
    return made;
  }
}

const NOT_READY = say('This import is not waiting any more. Choose the file again.');

/** The new ones go where the old ones are; the old ones go to the trash, from which undoing the import brings them back. */
async function takePlace({ db, now }: ClientCurrent, pairs: { id: string; old: string }[]): Promise<void> {
  const olds = pairs.map(({ old }) => old);
  await db.query(
    `INSERT IGNORE INTO collection_items (collection_id, item_id)
     SELECT ci.collection_id, n.id FROM items n JOIN items i ON i.likeness = n.likeness AND i.organization_id = n.organization_id
     JOIN collection_items ci ON ci.item_id = i.id WHERE n.id IN (?) AND i.id IN (?)`,
    [pairs.map(({ id }) => id), olds],
  );
  await db.query('UPDATE items SET deleted_at = ? WHERE id IN (?)', [now, olds]);
  await db.query('INSERT INTO item_replacements (id, item_id, replaced_id) VALUES ?', [
    pairs.map(({ id, old }) => [uuid(), id, old]),
  ]);
}

/** Puts the items into the collections that the file names; looked up one by one, see likeness.ts. */
async function place({ db }: ClientCurrent, importId: string): Promise<void> {
  await db.query(
    `INSERT IGNORE INTO collection_items (collection_id, item_id)
     SELECT STRAIGHT_JOIN c.id, n.id FROM items n FORCE INDEX (items_import_id) JOIN import_places p ON p.item_id = n.id
     JOIN import_collections t ON t.import_id = n.import_id AND t.place = p.place
     JOIN collections c ON c.organization_id = n.organization_id AND c.name_key = t.name_key WHERE n.import_id = ?`,
    [importId],
  );
}

/** How much of a provider's file was left out is not in the log: it would tell how much members have left as it was. */
async function leaveOut(
  current: ClientCurrent,
  { id, format }: Pick<Import, 'id' | 'format'>,
  found: { id: string }[],
): Promise<void> {
  const left = [...new Set(found.map((one) => one.id))];
  await inBatches(left, (ids) => current.db.query('DELETE FROM items WHERE id IN (?)', [ids]));
  const details = { count: left.length };
  if (left.length > 0 && !isProviders(current)) await record(current, 'import.skipped', { id, name: format }, details);
}
