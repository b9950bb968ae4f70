import { Injectable } from '@nestjs/common';
import { batches, keyset, windowOf } from '../database/keyset.js';
import { holding } from '../database/like.js';
import { csvLine } from '../web/csv.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { words } from '../web/words.js';
import type { GroupsQuery } from './group.form.js';

const PAGE = 50;
const EXPORT_BATCH = 500;
const NAME = ['name', 'id'].map((column) => ({ sql: `g.${column}`, as: column }));

interface Row {
  id: string;
  name: string;
  externalId: string | null;
  members: number;
  collections: number;
}

/** The groups of an organization: pages by name, and all as CSV. */
@Injectable()
export class GroupList {
  async page(current: ClientCurrent, query: GroupsQuery) {
    return windowOf(await this.rows(current, query, PAGE + 1), PAGE, NAME);
  }

  async *csv(current: ClientCurrent): AsyncGenerator<string> {
    const heads = [say('Name'), say('Members'), say('Collections'), say('External ID')];
    yield csvLine(heads.map((head) => words(head, current)));
    const read = (after?: string) => this.rows(current, { after }, EXPORT_BATCH);
    for await (const rows of batches(read, EXPORT_BATCH, NAME)) {
      for (const { name, members, collections, externalId } of rows)
        yield csvLine([name, members, collections, externalId ?? '']);
    }
  }

  private async rows({ db, client }: ClientCurrent, query: GroupsQuery, limit: number): Promise<Row[]> {
    const page = keyset(NAME, query.direction === 'desc', query.after);
    const like = holding(query.search);
    const rows: Row[] = await db.query(
      `SELECT g.id, g.name, g.external_id AS externalId,
        (SELECT COUNT(*) FROM group_members m WHERE m.group_id = g.id) AS members,
        (SELECT COUNT(*) FROM group_access a WHERE a.group_id = g.id) AS collections
       FROM member_groups g WHERE g.organization_id = ? AND g.name_key LIKE ? ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [client.id, like, ...page.values],
    );
    return rows.map((row) => ({ ...row, members: Number(row.members), collections: Number(row.collections) }));
  }
}
