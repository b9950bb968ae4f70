import type { EntityManager } from 'typeorm';
import type { ClientCurrent } from '../web/current.js';
import { EVERYTHING } from './levels.js';

/** The grants that reach a member, by collection: direct ones and those of the groups; to be joined or united. Takes the member's id twice. */
export const GRANTS_OF_MEMBER = `
  SELECT a.collection_id, a.level, NULL AS group_id FROM member_access a WHERE a.member_id = ?
  UNION ALL
  SELECT a.collection_id, a.level, a.group_id FROM group_members g JOIN group_access a ON a.group_id = g.group_id WHERE g.member_id = ?`;

/** Collection and effective level of one member, the most permissive of all grants. Takes the member's id twice. */
export const LEVELS_OF_MEMBER = `SELECT collection_id, BIT_OR(level) AS level FROM (${GRANTS_OF_MEMBER}) grants GROUP BY collection_id`;

/** What reaches a member, collection by collection. Only a confirmed member may use it. */
export async function levelsOf(db: EntityManager, memberId: string): Promise<Map<string, number>> {
  const rows: { id: string; level: string }[] = await db.query(
    `SELECT collection_id AS id, level FROM (${LEVELS_OF_MEMBER}) levels`,
    [memberId, memberId],
  );
  return new Map(rows.map(({ id, level }) => [id, Number(level)]));
}

/** What the acting person may do with collections and give to others. */
export interface OwnAccess {
  /** The level in the administration of a collection; a provider member has all, although items stay closed to them. */
  of(collectionId: string): number;
  /** Whether every collection is this person's to manage, without being given access. */
  everywhere: boolean;
}

/** @param given what reaches the person, where that was read already */
export async function ownAccess(current: ClientCurrent, given?: Map<string, number>): Promise<OwnAccess> {
  if (current.rights.has('collections.manage')) return { of: () => EVERYTHING, everywhere: true };
  if (!current.membership) return { of: () => 0, everywhere: false };
  const levels = new Map(given ?? (await levelsOf(current.db, current.membership.memberId)));
  if (['owner', 'admin'].includes(current.membership.role)) {
    for (const id of await unmanaged(current)) levels.set(id, EVERYTHING);
  }
  return { of: (id) => levels.get(id) ?? 0, everywhere: false };
}

/** Collections that nobody manages: owners and admins look after them, whatever the rules say (reference §4.5). */
export async function unmanaged(current: ClientCurrent, among?: string[]): Promise<string[]> {
  const rows: { id: string }[] = await current.db.query(
    `SELECT c.id FROM collections c WHERE c.organization_id = ? ${among ? 'AND c.id IN (?)' : ''}
      AND NOT EXISTS (SELECT 1 FROM member_access a WHERE a.collection_id = c.id AND a.level = ${EVERYTHING})
      AND NOT EXISTS (SELECT 1 FROM group_access a WHERE a.collection_id = c.id AND a.level = ${EVERYTHING})`,
    [current.client.id, among],
  );
  return rows.map(({ id }) => id);
}

/**
 * Whether an own membership opens the items of all collections and those in none: owners, admins and custom members with the
 * permission, as the organization's rules have it. Never a provider member as such (design §3).
 */
export const opensAllItems = ({ membership, client: { rules } }: ClientCurrent): boolean =>
  membership !== undefined &&
  ((['owner', 'admin'].includes(membership.role) && rules.adminsManageAll) ||
    membership.permissions.includes('edit-any-collection'));

/** What the person may do with the items of each collection, by the own membership alone. */
export async function itemAccess(
  current: ClientCurrent,
  given?: Map<string, number>,
): Promise<{ of(collectionId: string): number; all: boolean }> {
  if (opensAllItems(current)) return { of: () => EVERYTHING, all: true };
  if (!current.membership) return { of: () => 0, all: false };
  const levels = given ?? (await levelsOf(current.db, current.membership.memberId));
  return { of: (id) => levels.get(id) ?? 0, all: false };
}
