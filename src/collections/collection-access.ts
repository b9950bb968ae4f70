import { Injectable } from '@nestjs/common';
import { keyset, windowOf } from '../database/keyset.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { managed } from './authority.js';
import type { AccessForm, BulkAccessForm, Chosen } from './collection.form.js';
import type { Change } from './grant-table.js';
import { type Grantee, grantees } from './grantees.js';
import { Grants } from './grants.service.js';
import { LEVELS } from './levels.js';

const PAGE = 50;
const ORDER = ['kind', 'name', 'id'].map((column) => ({ sql: `g.${column}`, as: column }));

interface Given extends Grantee {
  level: number;
}

/** Who is given which level in a collection: groups first, then members. */
@Injectable()
export class CollectionAccess {
  constructor(private readonly grants: Grants) {}

  async page(current: ClientCurrent, id: string, after?: string) {
    const page = keyset(ORDER, false, after);
    const rows: Given[] = await current.db.query(
      `SELECT g.* FROM (
        SELECT 'group' AS kind, o.id, o.name, NULL AS email, a.level
        FROM group_access a JOIN member_groups o ON o.id = a.group_id WHERE a.collection_id = ?
        UNION ALL
        SELECT 'member', m.id, COALESCE(u.name, m.email), m.email, a.level
        FROM member_access a JOIN members m ON m.id = a.member_id LEFT JOIN users u ON u.id = m.user_id
        WHERE a.collection_id = ?) g
       WHERE TRUE ${page.after} ORDER BY ${page.orderBy} LIMIT ${PAGE + 1}`,
      [id, id, ...page.values],
    );
    const { rows: shown, next } = windowOf(rows, PAGE, ORDER);
    return { rows: shown.map((row) => ({ ...row, levels: levelChoices(row.level) })), next };
  }

  async update(current: ClientCurrent, collectionId: string, form: AccessForm): Promise<number> {
    if (form.given.length !== form.levels.length || form.given.length !== form.was.length) {
      throw refuse(say('Open this page again and send the form from there.'));
    }
    const kept = form.given.map((one, at) => ({ ...one, collectionId, was: form.was[at], level: form.levels[at] }));
    const listed = new Set(form.given.map(({ id }) => id));
    const added = (await chosenBy(current, form)).filter(({ id }) => !listed.has(id));
    return this.grants.give(current, [...kept, ...added.map((one) => ({ ...one, collectionId, level: form.level }))]);
  }

  /** Sets one level for some groups and members in several collections; others keep what they have. */
  async updateMany(current: ClientCurrent, form: BulkAccessForm): Promise<number> {
    const collections = await managed(current, form.ids);
    const chosen = await chosenBy(current, form);
    if (chosen.length === 0) throw refuse(say('Choose a group or a member, or type one.'));
    const changes = collections.flatMap(({ id: collectionId }) =>
      chosen.map(({ kind, id }): Change => ({ collectionId, kind, id, level: form.level })),
    );
    return this.grants.give(current, changes);
  }
}

async function chosenBy(current: ClientCurrent, { to, who }: Pick<BulkAccessForm, 'to' | 'who'>): Promise<Chosen[]> {
  const all = [...to, ...(await grantees(current, who))];
  return [...new Map(all.map(({ kind, id }) => [id, { kind, id }])).values()];
}

const levelChoices = (level: number) => LEVELS.map((one) => ({ ...one, selected: one.level === level }));
