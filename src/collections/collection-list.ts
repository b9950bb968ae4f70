import { Injectable } from '@nestjs/common';
import { batches, keyset, windowOf } from '../database/keyset.js';
import { holding } from '../database/like.js';
import { csvLine } from '../web/csv.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { words } from '../web/words.js';
import { manages, mayDelete, seesAll } from './authority.js';
import { itemAccess, LEVELS_OF_MEMBER, levelsOf, ownAccess } from './effective-access.js';
import { levelText } from './levels.js';
import { trees } from './names.js';

const PAGE = 50;
const EXPORT_BATCH = 1000;
const GROUPS_NAMED = 2;
const PROPOSED = 200;
/** As the database sorts names. */
const SWEDISH = new Intl.Collator('sv');
const PATH = ['path', 'id'].map((column) => ({ sql: `c.${column}`, as: column }));

interface Row {
  id: string;
  name: string;
  path: string;
  externalId: string | null;
  items: number;
}

/** The vault's collections as a tree: a page is a window on it, in the order of the paths. */
@Injectable()
export class CollectionList {
  async page(current: ClientCurrent, search?: string, after?: string) {
    const { rows: shown, next } = windowOf(await this.rows(current, PAGE + 1, search, after), PAGE, PATH);
    const groups = await this.groupsOf(current, shown);
    const levels = current.membership && (await levelsOf(current.db, current.membership.memberId));
    const [own, items] = [await ownAccess(current, levels), await itemAccess(current, levels)];
    const rows = shown.map((row) => ({
      ...row,
      groups: some(groups.get(row.id)),
      permission: levelText(items.of(row.id)),
      manages: manages(own, row.id),
      deletes: mayDelete(current, own, row.id),
    }));
    return {
      trees: trees(rows).map(([root, ...inside]) => ({ ...root, folds: inside.length > 0, inside })),
      manages: rows.some((row) => row.manages || row.deletes),
      deletes: rows.some((row) => row.deletes),
      next,
    };
  }

  /** What another one can lie in: for a field that proposes them. */
  async names(current: ClientCurrent): Promise<string[]> {
    return (await this.rows(current, PROPOSED)).map(({ name }) => name);
  }

  async *csv(current: ClientCurrent): AsyncGenerator<string> {
    const heads = [say('Name'), say('Groups'), say('Permission'), say('External ID')];
    yield csvLine(heads.map((head) => words(head, current)));
    const items = await itemAccess(current);
    const read = (after?: string) => this.rows(current, EXPORT_BATCH, '', after);
    for await (const rows of batches(read, EXPORT_BATCH, PATH)) {
      const groups = await this.groupsOf(current, rows);
      for (const { id, name, externalId } of rows) {
        const permission = words(levelText(items.of(id)), current);
        yield csvLine([name, (groups.get(id) ?? []).join(', '), permission, externalId ?? '']);
      }
    }
  }

  private rows(current: ClientCurrent, limit: number, search = '', after?: string): Promise<Row[]> {
    const page = keyset(PATH, false, after);
    const like = holding(search);
    const memberId = current.membership?.memberId;
    const mine = seesAll(current) ? '' : `JOIN (${LEVELS_OF_MEMBER}) mine ON mine.collection_id = c.id`;
    return current.db.query(
      `SELECT c.id, c.name, c.path, c.external_id AS externalId, c.items FROM collections c ${mine}
       WHERE c.organization_id = ? AND c.name_key LIKE ? ${page.after} ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [...(mine ? [memberId, memberId] : []), current.client.id, like, ...page.values],
    );
  }

  /** The groups with access to each, by name. */
  private async groupsOf({ db }: ClientCurrent, rows: Row[]): Promise<Map<string, string[]>> {
    if (rows.length === 0) return new Map();
    const found: { id: string; names: string | string[] }[] = await db.query(
      `SELECT a.collection_id AS id, JSON_ARRAYAGG(g.name) AS names
       FROM group_access a JOIN member_groups g ON g.id = a.group_id
       WHERE a.collection_id IN (?) GROUP BY a.collection_id`,
      [rows.map(({ id }) => id)],
    );
    // MariaDB gives JSON as text.
    const read = (names: string | string[]): string[] => (typeof names === 'string' ? JSON.parse(names) : names);
    return new Map(found.map(({ id, names }) => [id, read(names).sort(SWEDISH.compare)]));
  }
}

/** The first few, with what tells that there are more. */
const some = (names: string[] = []): string =>
  names.slice(0, GROUPS_NAMED).join(', ') + (names.length > GROUPS_NAMED ? ' …' : '');
