import { levelText } from '../collections/levels.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import type { Cell } from './access-matrix.js';

/** How many lines of who gains and who loses are shown. */
const SHOWN = 40;

interface Row {
  name: string;
  collection: string;
  old: number;
  new: number;
}

interface Gains {
  gain: Message[];
  lose: Message[];
  moreGain: number;
  moreLose: number;
}

/**
 * Who would have other effective access if these cells were as they are wanted: by all grants that reach somebody, direct and by every
 * group. Levels are bit sets: who gains has bits that were not there, who loses misses some.
 */
export async function gains({ db }: ClientCurrent, cells: Cell[]): Promise<Gains> {
  if (cells.length === 0) return { gain: [], lose: [], moreGain: 0, moreLose: 0 };
  const collectionIds = [...new Set(cells.map(({ collectionId }) => collectionId))];
  const groupIds = [...new Set(cells.map(({ groupId }) => groupId))];
  const wanted = JSON.stringify(cells.map(({ collectionId, groupId, level }) => [collectionId, groupId, level]));
  const values = [collectionIds, wanted, collectionIds, wanted, groupIds];
  const [gained, lost] = [await told(db, values, 'e.new & ~e.old'), await told(db, values, 'e.old & ~e.new')];
  return { gain: gained.lines, moreGain: gained.more, lose: lost.lines, moreLose: lost.more };
}

const WANTED = `JSON_TABLE(?, '$[*]' COLUMNS (
  collection_id CHAR(36) CHARACTER SET ascii PATH '$[0]', group_id CHAR(36) CHARACTER SET ascii PATH '$[1]', level INT PATH '$[2]'
)) w`;

/** Member, collection, and effective level before and after. */
const EFFECTS = `
  SELECT g.member_id, g.collection_id, BIT_OR(g.before_level) AS old, BIT_OR(g.after_level) AS new FROM (
    SELECT a.member_id, a.collection_id, a.level AS before_level, a.level AS after_level FROM member_access a
    WHERE a.collection_id IN (?)
    UNION ALL
    SELECT gm.member_id, a.collection_id, a.level, IF(w.level IS NULL, a.level, 0)
    FROM group_access a JOIN group_members gm ON gm.group_id = a.group_id
    LEFT JOIN ${WANTED} ON w.collection_id = a.collection_id AND w.group_id = a.group_id WHERE a.collection_id IN (?)
    UNION ALL
    SELECT gm.member_id, w.collection_id, 0, w.level FROM ${WANTED} JOIN group_members gm ON gm.group_id = w.group_id
  ) g WHERE EXISTS (SELECT 1 FROM group_members x WHERE x.member_id = g.member_id AND x.group_id IN (?))
  GROUP BY g.member_id, g.collection_id HAVING old <> new`;

async function told(db: ClientCurrent['db'], values: unknown[], differs: string) {
  const rows: (Row & { all_rows: string })[] = await db.query(
    `SELECT COALESCE(u.name, m.email) AS name, c.name AS collection, e.old, e.new, COUNT(*) OVER () AS all_rows
     FROM (${EFFECTS}) e JOIN members m ON m.id = e.member_id LEFT JOIN users u ON u.id = m.user_id
     JOIN collections c ON c.id = e.collection_id
     WHERE (${differs}) <> 0 ORDER BY name, m.id, c.path LIMIT ${SHOWN}`,
    values,
  );
  const lines = rows.map(({ name, collection, old, new: now }) =>
    say('{{name}}, {{collection}}: {{old}} → {{new}}', {
      ...{ name, collection, old: levelText(Number(old)), new: levelText(Number(now)) },
    }),
  );
  return { lines, more: Math.max(0, Number(rows[0]?.all_rows ?? 0) - SHOWN) };
}
