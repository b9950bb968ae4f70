import { mayGivePermission, ROLE_ABOUT, ROLE_WORDS } from '../client-orgs/member-rules.js';
import { ownAccess } from '../collections/effective-access.js';
import { LEVELS } from '../collections/levels.js';
import { groupsBeyond } from '../groups/groups-beyond.js';
import type { ClientCurrent } from '../web/current.js';
import { PERMISSIONS, type Permission } from '../web/permissions.js';
import { givenRoles } from './gifts.js';

const ROWS = 3;

/** What was typed already; names that stand there once arrive as text. */
export interface Typed {
  permissions?: string | string[];
  groups?: string | string[];
  collections?: string | string[];
  levels?: string | string[];
}
const many = (value?: string | string[]): string[] => [value ?? []].flat();

/** Everything that the form for inviting offers: what the acting person may give, with what was chosen so far. */
export async function offers(current: ClientCurrent, typed: Typed) {
  const [permissions, chosen] = [many(typed.permissions), many(typed.groups)];
  const own = await ownAccess(current);
  const groups: Named[] = await named(current, 'member_groups');
  const beyond = await groupsBeyond(
    current,
    groups.map(({ id }) => id),
    own,
  );
  const collections = await named(current, 'collections');
  return {
    roles: givenRoles(current).map((role) => ({ value: role, text: ROLE_WORDS[role], about: ROLE_ABOUT[role] })),
    permissions: (Object.keys(PERMISSIONS) as Permission[])
      .filter((permission) => givenRoles(current).includes('custom') && mayGivePermission(current, permission))
      .map((value) => ({ value, text: PERMISSIONS[value].text, chosen: permissions.includes(value) })),
    groups: groups.filter(({ id }) => !beyond.has(id)).map((one) => ({ ...one, chosen: chosen.includes(one.id) })),
    collections: collections.filter(({ id }) => own.of(id) > 0),
    access: accessRows(typed),
  };
}

interface Named {
  id: string;
  name: string;
}

const named = ({ db, client }: ClientCurrent, table: 'member_groups' | 'collections'): Promise<Named[]> =>
  db.query(`SELECT id, name FROM ${table} WHERE organization_id = ? ORDER BY name, id LIMIT 2000`, [client.id]);

/** The rows as typed, and some that are free. */
function accessRows(typed: Typed) {
  const [names, levels] = [many(typed.collections), many(typed.levels)];
  const filled = names.map((name, index) => ({ name, level: levels[index] })).filter(({ name }) => name.trim() !== '');
  return [...filled, ...Array(ROWS).fill({ name: '', level: '3' })].map((row, index) => ({
    number: index + 1,
    name: row.name,
    levels: LEVELS.map(({ level, text }) => ({ value: level, text, chosen: String(level) === row.level })),
  }));
}
