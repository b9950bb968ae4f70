import { Injectable } from '@nestjs/common';
import { managedRoles, mayGivePermission, ROLE_ABOUT, ROLE_WORDS, whyNotManage } from '../client-orgs/member-rules.js';
import { STATUS_TONES, STATUS_WORDS } from '../client-orgs/member-states.js';
import { type OwnAccess, ownAccess } from '../collections/effective-access.js';
import { explainedAccess } from '../collections/explained-access.js';
import { covers, LEVELS, levelText, NO_ACCESS } from '../collections/levels.js';
import { holding } from '../database/like.js';
import { groupsBeyond } from '../groups/groups-beyond.js';
import type { ClientCurrent } from '../web/current.js';
import { PERMISSIONS, type Permission, readPermissions } from '../web/permissions.js';
import type { OrganizationRole } from '../web/rights.js';
import { Candidates } from './candidates.js';
import { type Chosen, chosenMembers } from './chosen-members.js';

const SHOWN = 100;

type Field = string | string[] | undefined;

/** What was typed into the form when it was refused, or searched from. */
export type Typed = Partial<
  Record<'role' | 'permissions' | 'shownGroups' | 'groups' | 'collections' | 'levels' | 'search', Field>
>;

const listOf = (field: Field): string[] => [field ?? []].flat();

/** Everything that one membership is and gives, as whoever manages members sees it. */
@Injectable()
export class MemberPage {
  constructor(private readonly candidates: Candidates) {}

  /** What was chosen stays on the page, whatever of the other groups and collections is searched for. */
  async of(current: ClientCurrent, memberId: string, typed: Typed = {}) {
    const search = listOf(typed.search).join(' ').slice(0, 100);
    const [member] = await chosenMembers(current, [memberId]);
    const own = await ownAccess(current);
    const like = holding(search);
    const refused = whyNotManage(current, member);
    return {
      ...{ member, refused, search, self: member.userId === current.person.id },
      ...{ roleText: ROLE_WORDS[member.role as OrganizationRole], statusText: STATUS_WORDS[member.status] },
      keyRefused: await this.keyRefused(current, member),
      roles: rolesFor(current, member),
      permissions: permissionsFor(current, member, typed),
      groups: withTicks(await groupsOf(current, own, memberId, like, listOf(typed.groups)), typed),
      collections: withLevels(await collectionsOf(current, own, memberId, like, given(typed)), typed),
      managesAll: managesAll(current, member),
      access: await explainedAccess(current.db, memberId),
      values: { role: member.role },
      tone: STATUS_TONES[member.status],
    };
  }

  /** Why the acting person does not hand the key over, where that would be next. */
  private async keyRefused(current: ClientCurrent, member: Chosen) {
    if (member.status === 'accepted') return (await this.candidates.whyNot(current, [member])).get(member.id);
    if (member.status === 'revoked') return (await this.candidates.whyNotBack(current, [member])).get(member.id);
    return undefined;
  }
}

const rolesFor = (current: ClientCurrent, member: Chosen) =>
  managedRoles(current)
    .filter((role) => role !== 'custom' || current.client.plan === 'enterprise' || member.role === 'custom')
    .map((value) => ({ value, text: ROLE_WORDS[value], about: ROLE_ABOUT[value] }));

const permissionsFor = (current: ClientCurrent, { permissions }: Chosen, typed: Typed) => {
  if (current.client.plan !== 'enterprise') return [];
  const had: string[] = typed.role ? listOf(typed.permissions) : readPermissions(permissions);
  return (Object.keys(PERMISSIONS) as Permission[]).map((value) => ({
    ...{ value, text: PERMISSIONS[value].text, given: had.includes(value) },
    fixed: !mayGivePermission(current, value),
  }));
};

const withTicks = (shown: Awaited<ReturnType<typeof groupsOf>>, { shownGroups, groups }: Typed) => {
  const [posted, ticked] = [new Set(listOf(shownGroups)), new Set(listOf(groups))];
  const rows = shown.rows.map((row) => (posted.has(row.id) ? { ...row, inside: ticked.has(row.id) } : row));
  return { ...shown, rows };
};

/** The collections in which some level was chosen. */
const given = ({ collections, levels }: Typed): string[] =>
  listOf(collections).filter((_, i) => Number(listOf(levels)[i]) > 0);

const withLevels = (shown: Awaited<ReturnType<typeof collectionsOf>>, { collections, levels }: Typed) => {
  const posted = new Map(listOf(collections).map((id, i) => [id, Number(listOf(levels)[i])]));
  return { ...shown, rows: shown.rows.map((row) => ({ ...row, level: posted.get(row.id) ?? row.level })) };
};

/** As the organization's rules have it, see `memberRights`. */
const managesAll = ({ client }: ClientCurrent, { role, permissions }: Chosen): boolean =>
  ((role === 'owner' || role === 'admin') && client.rules.adminsManageAll) ||
  (role === 'custom' && readPermissions(permissions).includes('edit-any-collection'));

/** First those that the member is in, then others that were chosen or fit the search. */
async function groupsOf(current: ClientCurrent, own: OwnAccess, memberId: string, like: string, chosen: string[]) {
  const rows: { id: string; name: string; inside: number }[] = await current.db.query(
    `SELECT g.id, g.name, m.member_id IS NOT NULL AS inside
     FROM member_groups g LEFT JOIN group_members m ON m.group_id = g.id AND m.member_id = ?
     WHERE g.organization_id = ? AND (m.member_id IS NOT NULL OR g.id IN (?) OR g.name_key LIKE ?)
     ORDER BY inside DESC, g.id IN (?) DESC, g.name, g.id LIMIT ${SHOWN + 1}`,
    [memberId, current.client.id, [...chosen, ''], like, [...chosen, '']],
  );
  const ids = rows.map(({ id }) => id);
  const beyond = await groupsBeyond(current, ids, own);
  const shown = rows.slice(0, SHOWN).map((row) => ({ ...row, fixed: beyond.has(row.id) }));
  return { rows: shown, more: rows.length > SHOWN };
}

/** First those that the member is given directly, then others that were chosen or fit the search. */
async function collectionsOf(current: ClientCurrent, own: OwnAccess, memberId: string, like: string, chosen: string[]) {
  const rows: { id: string; name: string; level: number }[] = await current.db.query(
    `SELECT c.id, c.name, COALESCE(a.level, 0) AS level
     FROM collections c LEFT JOIN member_access a ON a.collection_id = c.id AND a.member_id = ?
     WHERE c.organization_id = ? AND (a.member_id IS NOT NULL OR c.id IN (?) OR c.name_key LIKE ?)
     ORDER BY a.member_id IS NULL, c.id IN (?) DESC, c.name, c.id LIMIT ${SHOWN + 1}`,
    [memberId, current.client.id, [...chosen, ''], like, [...chosen, '']],
  );
  const shown = rows.slice(0, SHOWN).map((row) => ({
    ...row,
    text: levelText(row.level),
    fixed: !covers(own.of(row.id), row.level) || own.of(row.id) === 0,
    options: [{ level: 0, text: NO_ACCESS }, ...LEVELS.filter(({ level }) => covers(own.of(row.id), level))],
  }));
  return { rows: shown, more: rows.length > SHOWN };
}
