import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { placesOfItems } from '../items/index-reading.js';
import { accessToItems, seesPasswords, targetOf } from '../items/item-access.js';
import { ItemIndexes } from '../items/item-indexes.service.js';
import { LIVE, noteAllOpened } from '../items/live-items.js';
import { Workers } from '../items/workers.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import type { ExportFormat, ExportTask, SealedRow, Written } from './export.worker.js';

/** What a member takes out of the vault: the items whose secrets their level shows, and no other. */
@Injectable()
export class Exports {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly workers: Workers,
    private readonly indexes: ItemIndexes,
  ) {}

  /**
   * @param without how many damaged items the person was shown and does without
   * @returns the file's text
   * @throws Refusal that names the items which cannot be opened, where that was not said before
   */
  async write(current: Unlocked<ClientCurrent>, { format, filePassword: password, without }: Wishes): Promise<string> {
    const { bytes: key } = await this.keys.own(current);
    const { levelIn } = await accessToItems(current);
    const shows = (collectionIds: string[]) => seesPasswords(levelIn(collectionIds));
    const names = await namesOf(current, shows);
    const places = await placesOfItems(current);
    const rows = (await sealedRows(current)).flatMap((row): SealedRow[] => {
      const ids = places.get(row.id) ?? [];
      return shows(ids) ? [{ ...row, collections: ids.flatMap((one) => names.get(one) ?? []).sort() }] : [];
    });
    const collections = [...names.values()].sort();
    const task: ExportTask = { format, password, organizationId: current.client.id, key, rows, collections };
    const { text, count, damaged } = await this.workers.run<Written>(THREAD, task);
    if (damaged.length > 0 && Number(without) !== damaged.length) throw await this.incomplete(current, damaged);
    await transaction(current, async (current) => {
      await noteAllOpened(current, rows);
      const details = { count, format: FILES[format].name };
      if (damaged.length === 0) return record(current, 'items.exported', current.client, details);
      const missing = { missing: damaged.length, names: damaged.slice(0, NAMED).map(endOf).join(', ') };
      return record(current, 'items.exported-in-part', current.client, { ...details, ...missing });
    });
    return text;
  }

  private async incomplete(current: Unlocked<ClientCurrent>, ids: string[]): Promise<Refusal> {
    const names = new Map((await this.indexes.seen(current)).map(({ id, name }) => [id, name]));
    const items = ids.slice(0, LISTED).map((id) => ({ id, end: endOf(id), name: names.get(id) ?? '?' }));
    const damaged = { count: ids.length, items, more: ids.length - items.length };
    return new Refusal(
      say('{{count}} items cannot be opened and would be missing in the file.', { count: ids.length }),
      {},
      422,
      undefined,
      { damaged },
    );
  }
}

interface Wishes {
  format: ExportFormat;
  filePassword: string;
  without?: string;
}

const THREAD = new URL('./export.worker.js', import.meta.url);
const LISTED = 50;
const NAMED = 10;
const endOf = (id: string): string => targetOf(id).name;

/** What the formats are called, and their files. */
export const FILES: Record<ExportFormat, { name: string; extension: string; type: string }> = {
  json: { name: 'JSON', extension: 'json', type: 'application/json; charset=utf-8' },
  csv: { name: 'CSV', extension: 'csv', type: 'text/csv; charset=utf-8' },
  protected: { name: 'JSON with a password', extension: 'json', type: 'application/json; charset=utf-8' },
};

/** In the order in which they were made, or stood in the file that brought them. */
const sealedRows = ({ db, client }: ClientCurrent): Promise<Omit<SealedRow, 'collections'>[]> =>
  db.query(
    `SELECT i.id, i.type, i.head, i.body, i.import_id AS importId, i.created_at AS createdAt, i.revised_at AS revisedAt FROM items i
     WHERE i.organization_id = ? AND i.deleted_at IS NULL AND ${LIVE} ORDER BY i.id`,
    [client.id],
  );

async function namesOf({ db, client }: ClientCurrent, shows: (ids: string[]) => boolean): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db.query(
    'SELECT id, name FROM collections WHERE organization_id = ?',
    [client.id],
  );
  return new Map(rows.filter(({ id }) => shows([id])).map(({ id, name }) => [id, name]));
}
