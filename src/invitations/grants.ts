import { In } from 'typeorm';
import { ownAccess } from '../collections/effective-access.js';
import type { Change } from '../collections/grant-table.js';
import { touch } from '../collections/grants.service.js';
import { LEVELS, type Level } from '../collections/levels.js';
import { Group } from '../groups/group.entity.js';
import { GroupMember } from '../groups/group-member.entity.js';
import { groupsBeyond } from '../groups/groups-beyond.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import type { MemberForm } from './member.form.js';

/** What was taken and what was given, for the log; null where nothing was. */
export interface Changed {
  old: Message[] | null;
  new: Message[] | null;
}

const listed = (old: Message[], now: Message[]): Changed | undefined =>
  old.length + now.length > 0 ? { old: old.length > 0 ? old : null, new: now.length > 0 ? now : null } : undefined;

/** Puts a member into the ticked ones of the shown groups and out of the others. */
export async function changeGroups(
  current: ClientCurrent,
  memberId: string,
  { shownGroups, groups: ticked }: MemberForm,
): Promise<Changed | undefined> {
  const ids = [...new Set([...shownGroups, ...ticked])];
  if (ids.length === 0) return undefined;
  const { db } = current;
  await touch(current, 'member_groups', ids);
  const groups = await db.find(Group, { where: { id: In(ids) }, order: { name: 'ASC' } });
  const inside = new Set((await db.findBy(GroupMember, { memberId, groupId: In(ids) })).map(({ groupId }) => groupId));
  const taken = groups.filter(({ id }) => inside.has(id) && !ticked.includes(id));
  const given = groups.filter(({ id }) => !inside.has(id) && ticked.includes(id));
  const changed = [...taken, ...given];
  const changedIds = changed.map(({ id }) => id);
  const beyond = await groupsBeyond(current, changedIds, await ownAccess(current));
  const first = changed.find(({ id }) => beyond.has(id));
  if (first) throw refuseField('groups', say('{{name}} gives more than you may give.', { name: first.name }));
  if (taken.length > 0) await db.delete(GroupMember, { memberId, groupId: In(taken.map(({ id }) => id)) });
  const rows = given.map(({ id: groupId }) => ({ memberId, groupId }));
  if (given.length > 0) await db.upsert(GroupMember, rows, ['groupId', 'memberId']);
  const names = (some: Group[]) => some.map(({ name }) => say('{{name}}', { name }));
  return listed(names(taken), names(given));
}

/** The levels that the form gives a member; 0 takes the direct access away. */
export const levelsFor = (memberId: string, { collections, levels }: MemberForm): Change[] =>
  collections.map((collectionId, i) => ({ collectionId, kind: 'member', id: memberId, level: readLevel(levels[i]) }));

function readLevel(text: string | undefined): Level | 0 {
  const level = LEVELS.find((one) => String(one.level) === text)?.level;
  if (level === undefined && text !== '0') throw refuseField('collections', say('Choose one of the levels.'));
  return level ?? 0;
}
