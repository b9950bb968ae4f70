import { In } from 'typeorm';
import { managedRoles, mayGivePermission } from '../client-orgs/member-rules.js';
import { type OwnAccess, ownAccess } from '../collections/effective-access.js';
import { covers, LEVELS, type Level } from '../collections/levels.js';
import { nameKey, tidy } from '../collections/names.js';
import { Group } from '../groups/group.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { PERMISSIONS, type Permission } from '../web/permissions.js';
import { NotThere, refuseField } from '../web/refusal.js';
import type { OrganizationRole } from '../web/rights.js';
import { nfc } from '../web/spelling.js';

export interface Access {
  collectionId: string;
  level: Level;
}

/** What a new member is given; nobody gives more than they have (design §4). */
export interface Gift {
  role: OrganizationRole;
  permissions: Permission[];
  groupIds: string[];
  access: Access[];
}

/** The roles that the acting person may give here. */
export const givenRoles = (current: ClientCurrent): OrganizationRole[] =>
  managedRoles(current).filter((role) => role !== 'custom' || current.client.plan === 'enterprise');

/** @throws Refusal for a role or permission that is not the acting person's to give, or not in the plan */
export function checkRole(
  current: ClientCurrent,
  role: string,
  permissions: string[],
): Pick<Gift, 'role' | 'permissions'> {
  if (role === 'custom' && current.client.plan === 'teams') {
    throw refuseField('role', say('The Teams plan has no custom permissions. Choose another role.'));
  }
  const found = givenRoles(current).find((one) => one === role);
  if (!found) throw refuseField('role', say('Choose a role that you may give.'));
  if (found !== 'custom') return { role: found, permissions: [] };
  const mayGive = (one: string): one is Permission =>
    Object.hasOwn(PERMISSIONS, one) && mayGivePermission(current, one as Permission);
  if (permissions.length === 0) throw refuseField('permissions', say('Choose one permission or more.'));
  if (!permissions.every(mayGive)) {
    throw refuseField('permissions', say('Choose only permissions that you have yourself.'));
  }
  return { role: found, permissions: [...new Set(permissions as Permission[])] };
}

/**
 * The groups that are named, each of this organization.
 * @throws NotThere for a group of another one; Refusal for a group that reaches further than the acting person
 */
export async function checkGroups(current: ClientCurrent, ids: string[]): Promise<Group[]> {
  const chosen = [...new Set(ids)];
  if (chosen.length === 0) return [];
  const { db, client } = current;
  const found = await db.find(Group, { where: { organizationId: client.id, id: In(chosen) }, order: { name: 'ASC' } });
  if (found.length !== chosen.length) throw new NotThere();
  const beyond = await groupsBeyond(current, chosen);
  const first = found.find(({ id }) => beyond.has(id));
  if (first)
    throw refuseField('groups', say('{{name}} has access that you do not have yourself.', { name: first.name }));
  return found;
}

/** Which of the groups give access that the acting person does not have. */
export async function groupsBeyond(current: ClientCurrent, ids: string[], own?: OwnAccess): Promise<Set<string>> {
  const { everywhere, of } = own ?? (await ownAccess(current));
  if (everywhere || ids.length === 0) return new Set();
  const grants: { groupId: string; collectionId: string; level: number }[] = await current.db.query(
    'SELECT group_id AS groupId, collection_id AS collectionId, level FROM group_access WHERE group_id IN (?)',
    [ids],
  );
  const beyond = grants.filter(({ collectionId, level }) => !covers(of(collectionId), level));
  return new Set(beyond.map(({ groupId }) => groupId));
}

export const readLevel = (text: string): Level | undefined => LEVELS.find(({ level }) => String(level) === text)?.level;

interface NamedAccess {
  name: string;
  level: string;
}

/**
 * Levels in collections that are named as this organization calls them.
 * @throws Refusal at `collections` for a name that is not there, twice, or a level beyond the acting person's own
 */
export async function checkAccess(current: ClientCurrent, given: NamedAccess[]): Promise<Access[]> {
  if (given.length === 0) return [];
  const { db, client } = current;
  const keys = given.map(({ name }) => nameKey(tidy(nfc(name))));
  const rows: { id: string; nameKey: string }[] = await db.query(
    'SELECT id, name_key AS nameKey FROM collections WHERE organization_id = ? AND name_key IN (?)',
    [client.id, keys],
  );
  const ids = new Map(rows.map(({ id, nameKey }) => [nameKey, id]));
  const own = await ownAccess(current);
  return given.map(({ name, level: typed }, index) => {
    const collectionId = ids.get(keys[index]);
    const level = readLevel(typed);
    if (!collectionId) throw refuseField('collections', say('There is no collection {{name}} here.', { name }));
    if (!level) throw refuseField('collections', say('Choose a level of access for {{name}}.', { name }));
    if (keys.indexOf(keys[index]) < index)
      throw refuseField('collections', say('{{name}} stands here twice.', { name }));
    if (!covers(own.of(collectionId), level)) {
      throw refuseField('collections', say('You do not have this access to {{name}} yourself.', { name }));
    }
    return { collectionId, level };
  });
}
