import { In } from 'typeorm';
import { Collection } from '../collections/collection.entity.js';
import { type OwnAccess, ownAccess } from '../collections/effective-access.js';
import { covers, LEVELS, type Level, levelText } from '../collections/levels.js';
import { MemberAccess } from '../collections/member-access.entity.js';
import { Group } from '../groups/group.entity.js';
import { GroupMember } from '../groups/group-member.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { NotThere, refuseField } from '../web/refusal.js';
import type { MemberForm } from './member.form.js';

/** What was taken and what was given, for the log; null where nothing was. */
export interface Changed {
  old: Message[] | null;
  new: Message[] | null;
}

const listed = (old: Message[], now: Message[]): Changed | undefined =>
  old.length + now.length > 0 ? { old: old.length > 0 ? old : null, new: now.length > 0 ? now : null } : undefined;

/** Those of these groups whose access is all the acting person's to give. */
export async function givableGroups(current: ClientCurrent, own: OwnAccess, ids: string[]): Promise<Set<string>> {
  const givable = new Set(ids);
  if (own.everywhere || ids.length === 0) return givable;
  const rows: { group_id: string; collection_id: string; level: number }[] = await current.db.query(
    'SELECT group_id, collection_id, level FROM group_access WHERE group_id IN (?)',
    [ids],
  );
  for (const { group_id, collection_id, level } of rows)
    if (!covers(own.of(collection_id), level)) givable.delete(group_id);
  return givable;
}

/** Puts a member into the ticked ones of the shown groups and out of the others. */
export async function changeGroups(
  current: ClientCurrent,
  memberId: string,
  { shownGroups, groups: ticked }: MemberForm,
): Promise<Changed | undefined> {
  const ids = [...new Set([...shownGroups, ...ticked])];
  if (ids.length === 0) return undefined;
  const { db, client } = current;
  const groups = await db.find(Group, { where: { organizationId: client.id, id: In(ids) }, order: { name: 'ASC' } });
  if (groups.length !== ids.length) throw new NotThere();
  const inside = new Set((await db.findBy(GroupMember, { memberId, groupId: In(ids) })).map(({ groupId }) => groupId));
  const taken = groups.filter(({ id }) => inside.has(id) && !ticked.includes(id));
  const given = groups.filter(({ id }) => !inside.has(id) && ticked.includes(id));
  const changed = [...taken, ...given];
  const givable = await givableGroups(
    current,
    await ownAccess(current),
    changed.map(({ id }) => id),
  );
  const beyond = changed.find(({ id }) => !givable.has(id));
  if (beyond) throw refuseField('groups', say('{{name}} gives more than you may give.', { name: beyond.name }));
  if (taken.length > 0) await db.delete(GroupMember, { memberId, groupId: In(taken.map(({ id }) => id)) });
  const rows = given.map(({ id: groupId }) => ({ memberId, groupId }));
  if (given.length > 0) await db.upsert(GroupMember, rows, ['groupId', 'memberId']);
  const names = (some: Group[]) => some.map(({ name }) => say('{{name}}', { name }));
  return listed(names(taken), names(given));
}

/** Gives a member these levels in these collections; 0 takes the direct access away. */
export async function changeAccess(
  current: ClientCurrent,
  memberId: string,
  { collections: ids, levels }: MemberForm,
): Promise<Changed | undefined> {
  if (ids.length === 0) return undefined;
  const { db, client } = current;
  const wanted = new Map(ids.map((id, i) => [id, readLevel(levels[i])]));
  const where = { organizationId: client.id, id: In([...wanted.keys()]) };
  const found = await db.find(Collection, { where, order: { name: 'ASC' } });
  if (found.length !== wanted.size) throw new NotThere();
  const rows = await db.findBy(MemberAccess, { memberId, collectionId: In([...wanted.keys()]) });
  const before = new Map(rows.map(({ collectionId, level }) => [collectionId, level]));
  const changed = found
    .map(({ id, name }) => ({ id, name, was: before.get(id) ?? 0, is: wanted.get(id) ?? 0 }))
    .filter(({ was, is }) => was !== is);
  const own = await ownAccess(current);
  const beyond = changed.find(({ id, was, is }) => !covers(own.of(id), was | is));
  if (beyond) throw refuseField('collections', say('{{name}}: this is more than you may give.', { name: beyond.name }));
  if (changed.length === 0) return undefined;
  const [taken, given] = [changed.filter(({ is }) => is === 0), changed.filter(({ is }) => is > 0)];
  if (taken.length > 0) await db.delete(MemberAccess, { memberId, collectionId: In(taken.map(({ id }) => id)) });
  const grants = given.map(({ id, is }) => ({ memberId, collectionId: id, level: is as Level }));
  if (given.length > 0) await db.upsert(MemberAccess, grants, ['collectionId', 'memberId']);
  const words = (level: 'was' | 'is') =>
    changed.map((one) => say('{{name}} ({{level}})', { name: one.name, level: levelText(one[level]) }));
  return listed(words('was'), words('is'));
}

function readLevel(text: string | undefined): Level | 0 {
  const level = LEVELS.find((one) => String(one.level) === text)?.level;
  if (level === undefined && text !== '0') throw refuseField('collections', say('Choose one of the levels.'));
  return level ?? 0;
}
