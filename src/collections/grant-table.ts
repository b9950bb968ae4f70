import type { ClientCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import type { Grantee } from './grantees.js';

/** A cell of the access matrix, or its like for a member, that somebody wants to be another; level 0 is no access. */
export interface Change {
  collectionId: string;
  kind: Grantee['kind'];
  id: string;
  level: number;
  /** What it was on the page that was changed; left out where it does not matter. */
  was?: number;
}

/** A change with what the database says of it. */
export interface Told extends Change {
  old: number;
  collection: string;
  name: string;
}

export interface GrantTable {
  kind: Grantee['kind'];
  name: string;
  column: string;
  /** Names of those who are given access; takes the organization's id and theirs. */
  names: string;
}

export const TABLES: GrantTable[] = [
  {
    ...{ kind: 'group', name: 'group_access', column: 'group_id' },
    names: 'SELECT id, name FROM member_groups WHERE organization_id = ? AND id IN (?)',
  },
  {
    ...{ kind: 'member', name: 'member_access', column: 'member_id' },
    names: `SELECT m.id, COALESCE(u.name, m.email) AS name FROM members m LEFT JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ? AND m.id IN (?)`,
  },
];

export const cellOf = ({ collectionId, id }: Change): [string, string] => [collectionId, id];

/** Present levels, locked, and names; who is not of this organization is not there. */
export async function tell(current: ClientCurrent, changes: Change[]): Promise<Told[]> {
  const { db, client } = current;
  const collectionIds = [...new Set(changes.map(({ collectionId }) => collectionId))];
  const collections = namesOf(
    await db.query('SELECT id, name FROM collections WHERE organization_id = ? AND id IN (?)', [
      client.id,
      collectionIds,
    ]),
  );
  const told: Told[] = [];
  for (const { kind, name, column, names } of TABLES) {
    const mine = changes.filter((change) => change.kind === kind);
    if (mine.length === 0) continue;
    const ids = [...new Set(mine.map(({ id }) => id))];
    const people = namesOf(await db.query(names, [client.id, ids]));
    if (people.size !== ids.length) throw new NotThere();
    const rows: { cell: string; level: number }[] = await db.query(
      `SELECT CONCAT(collection_id, ${column}) AS cell, level FROM ${name}
       WHERE collection_id IN (?) AND ${column} IN (?) FOR UPDATE`,
      [collectionIds, ids],
    );
    const levels = new Map(rows.map(({ cell, level }) => [cell, level]));
    for (const change of mine) {
      const old = levels.get(cellOf(change).join('')) ?? 0;
      const of = { collection: collections.get(change.collectionId) ?? '', name: people.get(change.id) ?? '' };
      told.push({ ...change, ...of, old });
    }
  }
  return told;
}

const namesOf = (rows: { id: string; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
