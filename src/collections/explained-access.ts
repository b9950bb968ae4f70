import type { EntityManager } from 'typeorm';
import { type Message, say } from '../web/message.js';
import { GRANTS_OF_MEMBER } from './effective-access.js';
import { levelText } from './levels.js';

/** A collection that grants reach a member in: the level they come to, and each of them. */
interface Explained {
  id: string;
  name: string;
  level: number;
  text: Message;
  sources: Message[];
}

interface Grant {
  id: string;
  name: string;
  level: number;
  via: string | null;
}

/** The effective access of a member, collection by collection by name, with where it comes from. */
export async function explainedAccess(db: EntityManager, memberId: string): Promise<Explained[]> {
  const grants: Grant[] = await db.query(
    `SELECT c.id, c.name, grants.level, g.name AS via FROM (${GRANTS_OF_MEMBER}) grants
     JOIN collections c ON c.id = grants.collection_id LEFT JOIN member_groups g ON g.id = grants.group_id
     ORDER BY c.name, c.id, g.name`,
    [memberId, memberId],
  );
  const found = new Map<string, Explained>();
  for (const grant of grants) {
    const { id, name } = grant;
    const known = found.get(id) ?? { id, name, level: 0, text: levelText(0), sources: [] };
    const level = known.level | grant.level;
    found.set(id, { ...known, level, text: levelText(level), sources: [...known.sources, sourceOf(grant)] });
  }
  return [...found.values()];
}

const sourceOf = ({ level, via }: Grant): Message =>
  via === null
    ? say('{{level}}, given directly', { level: levelText(level) })
    : say('{{level}}, through group {{group}}', { level: levelText(level), group: via });
