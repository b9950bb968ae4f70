import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { Import } from '../items/import.entity.js';
import { sees } from '../items/item-access.js';
import { ItemIndexes } from '../items/item-indexes.service.js';
import { ITEM_TYPES } from '../items/item-types.js';
import type { ItemType } from '../items/plain-item.js';
import type { ClientCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { Erasing, WAITS } from './erasing.service.js';
import { findImport, isProviders } from './found-import.js';
import { comparable, countTwins, twins } from './likeness.js';
import { LEVEL_OPTIONS, managerOptions } from './managers.js';
import { UNDO_DAYS, undoable } from './undo-rules.js';

const DAY = 24 * 3600 * 1000;
const LISTED = 50;
const SHOWN_COLLECTIONS = 200;

/** What the pages of imports show. A provider is shown numbers, names of collections, rows and reasons; of no item anything. */
@Injectable()
export class Imports {
  constructor(
    private readonly erasing: Erasing,
    private readonly indexes: ItemIndexes,
  ) {}

  /** The last imports that this person may see, and those that wait for them. */
  recent(
    current: ClientCurrent,
  ): Promise<Pick<Import, 'id' | 'format' | 'actorName' | 'state' | 'items' | 'createdAt'>[]> {
    const { db, client, person, provider } = current;
    const through = isProviders(current) ? 'AND provider_id = ?' : '';
    return db.query(
      `SELECT id, format, actor_name AS actorName, state, items, created_at AS createdAt FROM imports
       WHERE organization_id = ? ${through} AND (state IN ('live', 'undone') OR (state IN ('staging', 'ready') AND user_id = ?))
       ORDER BY id DESC LIMIT ${LISTED}`,
      [client.id, ...(through ? [provider?.id] : []), person.id],
    );
  }

  async shown(current: Unlocked<ClientCurrent>, id: string) {
    const found = await findImport(current, id);
    const { state, counts, createdAt, liveAt } = found;
    const types = Object.entries(counts).map(([type, count]) => ({ count, text: ITEM_TYPES[type as ItemType].text }));
    const provider = isProviders(current);
    return {
      import: found,
      ...{ types, provider, more: found.faults - found.problems.length },
      ...(state !== 'dead' && (await this.collections(current, id))),
      ...(state === 'ready' && {
        expiresAt: new Date(createdAt.getTime() + WAITS),
        ...(await this.choices(current, id)),
      }),
      ...(state === 'live' && {
        undoUntil: undoable(current, found) && liveAt && new Date(liveAt.getTime() + UNDO_DAYS * DAY),
        twins: provider ? [] : await this.lookAlikes(current, id),
      }),
    };
  }

  /** Gives up what was read and is not live. */
  async cancel(current: ClientCurrent, id: string): Promise<void> {
    const found = await findImport(current, id);
    if (found.userId !== current.person.id) throw new NotThere();
    await transaction(current, async (current) => {
      if (!(await this.erasing.end(current.db, id))) throw new NotThere();
      await record(current, 'import.cancelled', { id, name: found.format });
    });
    await this.erasing.clear(current.db, id);
  }

  /** Items of an import, by name, as far as this person sees them; a provider sees none. */
  async named(current: Unlocked<ClientCurrent>, ids: Iterable<string>): Promise<{ id: string; name: string }[]> {
    const wanted = new Set(ids);
    if (wanted.size === 0 || isProviders(current)) return [];
    return (await this.indexes.seen(current)).filter(({ id }) => wanted.has(id));
  }

  private async choices(current: ClientCurrent, id: string) {
    const provider = isProviders(current);
    const likes = provider ? 0 : await countTwins(current, id, await comparable(current, sees));
    return {
      likes,
      asksDuplicates: provider || likes > 0,
      managers: await managerOptions(current),
      levels: LEVEL_OPTIONS,
    };
  }

  private async lookAlikes(current: Unlocked<ClientCurrent>, id: string) {
    const found = await twins(current, id, await comparable(current, sees), LISTED);
    return this.named(
      current,
      found.map((one) => one.id),
    );
  }

  private async collections({ db, client }: ClientCurrent, id: string) {
    const rows: { name: string; items: number; made: number; known: number }[] = await db.query(
      `SELECT t.name, t.items, t.made_id IS NOT NULL AS made, c.id IS NOT NULL AS known FROM import_collections t
       LEFT JOIN collections c ON c.organization_id = ? AND c.name_key = t.name_key
       WHERE t.import_id = ? ORDER BY t.place`,
      [client.id, id],
    );
    const all = rows.map(({ made, known, ...row }) => ({ ...row, isNew: Boolean(made) || !known }));
    return {
      ...{ collections: all.slice(0, SHOWN_COLLECTIONS), moreCollections: Math.max(0, all.length - SHOWN_COLLECTIONS) },
      makesCollections: all.some(({ isNew }) => isNew),
    };
  }
}
