import { Injectable } from '@nestjs/common';
import { givingOf } from '../collections/giving.js';
import { Grants } from '../collections/grants.service.js';
import { keyset, windowOf } from '../database/keyset.js';
import { holding } from '../database/like.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import type { AccessQuery } from './access.form.js';
import { changed, grid, isWhole, type Sent } from './access-matrix.js';
import { gains } from './gains.js';

/** How much of the matrix one page shows. */
const COLLECTIONS = 120;
const GROUPS = 60;
const columns = (...names: string[]) => names.map((name) => ({ sql: name, as: name }));
const PATH = columns('path', 'id');
const NAME = columns('name', 'id');

interface Named {
  id: string;
  name: string;
}

/** Groups × collections: reading a window, and saving what was changed in it. */
@Injectable()
export class AccessMatrix {
  constructor(private readonly grants: Grants) {}

  /** The window that the query asks for, as it is now. */
  async page(current: ClientCurrent, query: AccessQuery) {
    const collections = await this.collections(current, query);
    const groups = await this.groups(current, query);
    return {
      ...(await this.show(current, collections.rows, groups.rows)),
      next: { collections: collections.next, groups: groups.next },
    };
  }

  /** The window that was sent, as it is now with what was typed, and who gains and loses by that. */
  async preview(current: ClientCurrent, sent: Sent) {
    const ids = [sent.collectionIds, sent.groupIds].map((all) => [...all.filter(isId), '']);
    const { db, client } = current;
    const collections: Named[] = await db.query(
      `SELECT id, name FROM collections WHERE organization_id = ? AND id IN (?) ORDER BY path, id LIMIT ${COLLECTIONS}`,
      [client.id, ids[0]],
    );
    const groups: Named[] = await db.query(
      `SELECT id, name FROM member_groups WHERE organization_id = ? AND id IN (?) ORDER BY name, id LIMIT ${GROUPS}`,
      [client.id, ids[1]],
    );
    const there = new Set([...collections, ...groups].map(({ id }) => id));
    const cells = changed(sent).filter(({ collectionId, groupId }) => there.has(collectionId) && there.has(groupId));
    const shown = await this.show(current, collections, groups, cells);
    const standing = cells.filter(({ collectionId, groupId, was }) => shown.levelAt(collectionId, groupId) === was);
    return { ...shown, next: {}, changes: standing.length, gains: await gains(current, standing) };
  }

  async save(current: ClientCurrent, sent: Sent): Promise<number> {
    if (!isWhole(sent)) throw refuse(say('Each cell takes a digit from 1 to 5, or nothing. Nothing was saved.'));
    const cells = changed(sent).map(({ groupId: id, ...cell }) => ({ ...cell, kind: 'group' as const, id }));
    return this.grants.give(current, cells);
  }

  private async show(current: ClientCurrent, collections: Named[], groups: Named[], cells = changed(NOTHING)) {
    const [collectionIds, groupIds] = [collections, groups].map((all) => all.map(({ id }) => id));
    const rows: { cell: string; level: number }[] =
      collections.length && groups.length
        ? await current.db.query(
            `SELECT CONCAT(collection_id, group_id) AS cell, level FROM group_access
             WHERE collection_id IN (?) AND group_id IN (?)`,
            [collectionIds, groupIds],
          )
        : [];
    const levels = new Map(rows.map(({ cell, level }) => [cell, level]));
    const { to } = await givingOf(current);
    const own = (collectionId: string, groupId: string) => to(groupId).of(collectionId);
    const table = grid({ collections, groupIds, levels, own }, cells);
    const levelAt = (collectionId: string, groupId: string) => levels.get(collectionId + groupId) ?? 0;
    return { ...table, groups, empty: table.was === '', levelAt };
  }

  private async collections({ db, client }: ClientCurrent, { collections: search, afterCollection }: AccessQuery) {
    const page = keyset(PATH, false, afterCollection);
    const rows: Named[] = await db.query(
      `SELECT id, name, path FROM collections WHERE organization_id = ? AND name_key LIKE ? ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${COLLECTIONS + 1}`,
      [client.id, holding(search), ...page.values],
    );
    return windowOf(rows, COLLECTIONS, PATH);
  }

  private async groups({ db, client }: ClientCurrent, { groups: search, group, afterGroup }: AccessQuery) {
    const page = keyset(NAME, false, afterGroup);
    const rows: Named[] = await db.query(
      `SELECT id, name FROM member_groups WHERE organization_id = ? AND name_key LIKE ? ${isId(group) ? 'AND id = ?' : ''}
       ${page.after} ORDER BY ${page.orderBy} LIMIT ${GROUPS + 1}`,
      [client.id, holding(search), ...(isId(group) ? [group] : []), ...page.values],
    );
    return windowOf(rows, GROUPS, NAME);
  }
}

const NOTHING: Sent = { collectionIds: [], groupIds: [], was: [], typed: [] };
