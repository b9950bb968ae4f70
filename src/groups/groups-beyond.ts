import type { OwnAccess } from '../collections/effective-access.js';
import { covers } from '../collections/levels.js';
import type { ClientCurrent } from '../web/current.js';

/** Which of the groups give access that is not in what the acting person may give. */
export async function groupsBeyond(
  { db }: ClientCurrent,
  ids: string[],
  { everywhere, of }: OwnAccess,
): Promise<Set<string>> {
  if (everywhere || ids.length === 0) return new Set();
  const grants: { groupId: string; collectionId: string; level: number }[] = await db.query(
    'SELECT group_id AS groupId, collection_id AS collectionId, level FROM group_access WHERE group_id IN (?)',
    [ids],
  );
  const beyond = grants.filter(({ collectionId, level }) => !covers(of(collectionId), level));
  return new Set(beyond.map(({ groupId }) => groupId));
}
