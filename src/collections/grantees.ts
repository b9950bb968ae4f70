import { holding } from '../database/like.js';
import type { ClientCurrent } from '../web/current.js';
import { normalizedEmail } from '../web/fields.js';
import { say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';

/** Who can be given access: a group or a member. */
export interface Grantee {
  kind: 'group' | 'member';
  id: string;
  name: string;
}

const CANDIDATES = 25;
const NAMED = 10;

/** Groups and members by what somebody typed or pasted, lines of group names and of addresses; unknown ones are named. */
export async function grantees(current: ClientCurrent, lines: string[], field = 'who'): Promise<Grantee[]> {
  const names = lines.filter((line) => !line.includes('@'));
  const addresses = addressesIn(lines);
  const keys = names.map((name) => name.toLowerCase());
  const groups = keys.length > 0 ? await groupsByKey(current, keys) : [];
  const members = addresses.length > 0 ? await membersByAddress(current, addresses) : [];
  const known = new Set([...groups.map(({ key }) => key), ...members.flatMap(({ keys }) => keys)]);
  const unknown = [...names.filter((_, at) => !known.has(keys[at])), ...addresses.filter((one) => !known.has(one))];
  if (unknown.length > 0) {
    throw refuseField(field, say('Not found here: {{names}}. Nothing was saved.', { names: some(unknown) }));
  }
  return [
    ...groups.map(({ id, name }): Grantee => ({ kind: 'group', id, name })),
    ...members.map(({ id, name }): Grantee => ({ kind: 'member', id, name })),
  ];
}

const addressesIn = (lines: string[]): string[] => {
  const pasted = lines.filter((line) => line.includes('@')).flatMap((line) => line.split(/[\s,;<>]+/));
  return [...new Set(pasted.filter((word) => word.includes('@')).map(normalizedEmail))];
};

const some = (names: string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');

const groupsByKey = (
  { db, client }: ClientCurrent,
  keys: string[],
): Promise<{ id: string; name: string; key: string }[]> =>
  db.query('SELECT id, name, name_key AS `key` FROM member_groups WHERE organization_id = ? AND name_key IN (?)', [
    client.id,
    keys,
  ]);

/** By the address that was invited or by that of the account, which may have changed since. */
async function membersByAddress({ db, client }: ClientCurrent, addresses: string[]) {
  const rows: { id: string; name: string; email: string; account: string | null }[] = await db.query(
    `SELECT m.id, COALESCE(u.name, m.email) AS name, m.email, u.email AS account
     FROM members m LEFT JOIN users u ON u.id = m.user_id
     WHERE m.organization_id = ? AND (m.email IN (?) OR u.email IN (?))`,
    [client.id, addresses, addresses],
  );
  return rows.map(({ id, name, email, account }) => ({ id, name, keys: [email, account ?? email] }));
}

export interface Candidate extends Grantee {
  email?: string;
  checked: boolean;
}

/**
 * Who could be chosen by a checkbox: groups from the start, members once somebody searches.
 * @param chosen values of the checkboxes that were sent already
 */
export async function candidates(current: ClientCurrent, search = '', chosen: string | string[] = []) {
  const groups: Grantee[] = await current.db.query(
    `SELECT 'group' AS kind, id, name FROM member_groups WHERE organization_id = ? AND name_key LIKE ?
     ORDER BY name, id LIMIT ${CANDIDATES}`,
    [current.client.id, holding(search)],
  );
  const members = search.trim() ? await membersLike(current, search) : [];
  const picked = new Set([chosen].flat());
  return [...groups, ...members].map((one): Candidate => ({ ...one, checked: picked.has(`${one.kind}-${one.id}`) }));
}

/** The first members by name whose name or address holds what is searched. */
export const membersLike = ({ db, client }: ClientCurrent, search = '', outside = ''): Promise<Grantee[]> =>
  db.query(
    `SELECT 'member' AS kind, m.id, COALESCE(u.name, m.email) AS name, m.email
     FROM members m LEFT JOIN users u ON u.id = m.user_id
     WHERE m.organization_id = ? AND (LOWER(u.name) LIKE ? OR m.email LIKE ?)
      AND NOT EXISTS (SELECT 1 FROM group_members g WHERE g.group_id = ? AND g.member_id = m.id)
     ORDER BY name, m.id LIMIT ${CANDIDATES}`,
    [client.id, holding(search), holding(search), outside],
  );
