import { In } from 'typeorm';
import { managedRoles, mayGivePermission } from '../client-orgs/member-rules.js';
import { ownAccess } from '../collections/effective-access.js';
import { touch } from '../collections/grants.service.js';
import { covers, LEVELS, type Level } from '../collections/levels.js';
import { nameKey, tidy } from '../collections/names.js';
import { Group } from '../groups/group.entity.js';
import { groupsBeyond } from '../groups/groups-beyond.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { PERMISSIONS, type Permission } from '../web/permissions.js';
import { refuseField } from '../web/refusal.js';
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
 * In a transaction, which holds them: the groups that are named, each of this organization.
 * @throws NotThere for a group of another one; Refusal for a group that reaches further than the acting person
 */
export async function checkGroups(current: ClientCurrent, ids: string[]): Promise<Group[]> {
  const chosen = [...new Set(ids)];
  if (chosen.length === 0) return [];
  await hold(current, chosen, []);
  const found = await current.db.find(Group, { where: { id: In(chosen) }, order: { name: 'ASC' } });
  const beyond = await groupsBeyond(current, chosen, await ownAccess(current));
  const first = found.find(({ id }) => beyond.has(id));
  if (first)
    throw refuseField('groups', say('{{name}} has access that you do not have yourself.', { name: first.name }));
  return found;
}

/** Whoever changes these groups and collections waits until the transaction ends: what was checked stays true. */
export async function hold(current: ClientCurrent, groupIds: string[], collectionIds: string[]): Promise<void> {
  if (collectionIds.length > 0) await touch(current, 'collections', collectionIds);
  if (groupIds.length > 0) await touch(current, 'member_groups', groupIds);
}

export const readLevel = (text: string): Level | undefined => LEVELS.find(({ level }) => String(level) === text)?.level;

interface NamedAccess {
  name: string;
  level: string;
}

/**
 * In a transaction, which holds them: levels in collections that are named as this organization calls them.
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
  await hold(current, [], [...ids.values()]);
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
