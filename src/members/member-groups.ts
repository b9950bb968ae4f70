import type { EntityManager } from 'typeorm';

/** The names of the groups that members are in, by member and in order; of each member at most so many. */
export async function groupsOfMembers(
  db: EntityManager,
  members: { id: string }[],
  most: number,
): Promise<Map<string, string[]>> {
  const rows: { id: string; name: string }[] =
    members.length === 0
      ? []
      : await db.query(
          `SELECT id, name FROM (SELECT m.member_id AS id, g.name, ROW_NUMBER() OVER (PARTITION BY m.member_id ORDER BY g.name, g.id) AS place
             FROM group_members m JOIN member_groups g ON g.id = m.group_id WHERE m.member_id IN (?)) placed
           WHERE place <= ? ORDER BY id, place`,
          [members.map(({ id }) => id), most],
        );
  const groups = new Map<string, string[]>();
  for (const { id, name } of rows) groups.set(id, [...(groups.get(id) ?? []), name]);
  return groups;
}

/** The first groups of each row of a list, and whether there are more. */
export async function shownGroups(db: EntityManager, rows: { id: string }[]) {
  const groups = await groupsOfMembers(db, rows, 4);
  return ({ id }: { id: string }) => {
    const names = groups.get(id) ?? [];
    return { groups: names.slice(0, 3), moreGroups: names.length > 3 };
  };
}
