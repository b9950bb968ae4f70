import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { placesOfItems } from '../items/index-reading.js';
import { accessToItems, seesPasswords } from '../items/item-access.js';
import { LIVE, noteAllOpened } from '../items/live-items.js';
import { Workers } from '../items/workers.js';
import type { ClientCurrent } from '../web/current.js';
import type { ExportFormat, ExportTask, SealedRow } from './export.worker.js';

/** What a member takes out of the vault: the items whose secrets their level shows, and no other. */
@Injectable()
export class Exports {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly workers: Workers,
  ) {}

  /** @returns the file's text */
  async write(current: Unlocked<ClientCurrent>, format: ExportFormat, password: string): Promise<string> {
    const { bytes: key } = await this.keys.own(current);
    const { levelIn } = await accessToItems(current);
    const shows = (collectionIds: string[]) => seesPasswords(levelIn(collectionIds));
    const names = await namesOf(current, shows);
    const places = await placesOfItems(current);
    const rows = (await sealedRows(current)).flatMap(({ id, ...row }): SealedRow[] => {
      const ids = places.get(id) ?? [];
      return shows(ids) ? [{ ...row, collections: ids.flatMap((one) => names.get(one) ?? []).sort() }] : [];
    });
    const collections = [...names.values()].sort();
    await noteAllOpened(current, rows);
    const task: ExportTask = { format, password, organizationId: current.client.id, key, rows, collections };
    const text = await this.workers.run<string>(new URL('./export.worker.js', import.meta.url), task);
    await record(current, 'items.exported', current.client, { count: rows.length, format: FILES[format].name });
    return text;
  }
}

/** What the formats are called, and their files. */
export const FILES: Record<ExportFormat, { name: string; extension: string; type: string }> = {
  json: { name: 'JSON', extension: 'json', type: 'application/json; charset=utf-8' },
  csv: { name: 'CSV', extension: 'csv', type: 'text/csv; charset=utf-8' },
  protected: { name: 'JSON with a password', extension: 'json', type: 'application/json; charset=utf-8' },
};

/** In the order in which they were made, or stood in the file that brought them. */
const sealedRows = ({ db, client }: ClientCurrent): Promise<(Omit<SealedRow, 'collections'> & { id: string })[]> =>
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
