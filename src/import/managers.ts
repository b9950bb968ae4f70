import { record } from '../audit/record.js';
import { givingOf } from '../collections/giving.js';
import { GroupAccess } from '../collections/group-access.entity.js';
import { EVERYTHING, LEVELS, type Level, levelText } from '../collections/levels.js';
import { MemberAccess } from '../collections/member-access.entity.js';
import { Group } from '../groups/group.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { say } from '../web/message.js';
import { NotThere, refuseField } from '../web/refusal.js';
import { inBatches } from './in-batches.js';

/** Who gets the collections that an import makes. */
interface Managers {
  /** `admins` for nobody in particular, `me`, or the id of a group. */
  managers: string;
  /** What the group gets. */
  level: string;
}

export const LEVEL_OPTIONS = LEVELS.map(({ level, text }) => ({ value: String(level), text })).reverse();

/** The choices on the page; only who may give groups access is offered groups. */
export async function managerOptions({ db, client, membership, rights }: ClientCurrent) {
  const groups = rights.has('groups.manage')
    ? await db.find(Group, { where: { organizationId: client.id }, order: { name: 'ASC' }, take: 200 })
    : [];
  return [
    ...(client.rules.adminsManageAll ? [{ value: 'admins', text: say('Owners and admins') }] : []),
    ...(membership ? [{ value: 'me', text: say('I do') }] : []),
    ...groups.map(({ id, name }) => ({ value: id, text: name })),
  ];
}

/** @throws Refusal where nobody would manage the new collections */
export async function giveManagers(current: ClientCurrent, collectionIds: string[], chosen: Managers): Promise<void> {
  if (collectionIds.length === 0) return;
  const { db, client, membership, rights } = current;
  const { managers } = chosen;
  if (managers === 'admins' && client.rules.adminsManageAll) return;
  if (managers === 'me' && membership) {
    return give(
      current,
      collectionIds,
      MemberAccess,
      { memberId: membership.memberId, level: EVERYTHING },
      current.actor.name,
    );
  }
  if (!isId(managers)) throw refuseField('managers', say('Choose who manages the new collections.'));
  const group = await db.findOneBy(Group, { id: managers, organizationId: client.id });
  if (!group || !rights.has('groups.manage')) throw new NotThere();
  if (!membership && (await givingOf(current)).isOneself(group.id)) {
    throw refuseField('managers', say('You are in this group yourself. Choose another one.'));
  }
  const level = LEVELS.find((one) => String(one.level) === chosen.level)?.level ?? EVERYTHING;
  if (!client.rules.adminsManageAll && level !== EVERYTHING) {
    throw refuseField('level', say('Somebody has to manage them: choose “Manage collection”.'));
  }
  await give(current, collectionIds, GroupAccess, { groupId: group.id, level }, group.name);
}

async function give(
  current: ClientCurrent,
  collectionIds: string[],
  table: typeof MemberAccess | typeof GroupAccess,
  grant: { level: Level } & ({ memberId: string } | { groupId: string }),
  name: string,
): Promise<void> {
  await inBatches(collectionIds, (some) =>
    current.db.insert(table, some.map((collectionId) => ({ collectionId, ...grant })) as never),
  );
  const details = { level: levelText(grant.level), count: collectionIds.length };
  await record(current, 'import.access-given', { id: null, name }, details);
}
