import type { EntityManager } from 'typeorm';
import { BEGINNING, entryHash } from './chain.js';
import type { Event } from './event.entity.js';
import { EventLog } from './event-log.entity.js';

const BATCH = 1000;

export interface Verdict {
  entries: number;
  /** The number of the first entry that is not what it was, or is gone. */
  brokenAt?: number;
}

/**
 * Makes every hash of a log again, from its first entry to its head. An entry that stands under another time or thread than its
 * event's counts as gone: a filter would not find it.
 */
export async function verifyLog(db: EntityManager, logId: string): Promise<Verdict> {
  const head = await db.findOneBy(EventLog, { id: logId });
  if (!head) return { entries: 0 };
  let hash = BEGINNING;
  let number = 0;
  while (number < head.length) {
    const rows: (Event & { number: number; hash: string })[] = await db.query(
      `SELECT l.number, l.hash, e.id, e.kind, e.provider_id AS providerId, e.organization_id AS organizationId, e.user_id AS userId,
        e.actor_id AS actorId, e.actor_name AS actorName, e.capacity, e.ip, e.request_id AS requestId, e.target_id AS targetId,
        e.target_name AS targetName, e.details, e.at
       FROM log_entries l
       JOIN events e ON e.id = l.event_id AND e.at = l.at
       JOIN log_threads t ON t.log_id = l.log_id AND t.id = l.thread
         AND t.actor = COALESCE(e.actor_id, e.capacity) AND t.actor_name = e.actor_name AND t.kind = e.kind
       WHERE l.log_id = ? AND l.number > ? AND l.number <= ? ORDER BY l.number LIMIT ${BATCH}`,
      [logId, number, head.length],
    );
    for (const row of rows) {
      const details = typeof row.details === 'string' ? JSON.parse(row.details) : row.details;
      hash = entryHash(hash, number + 1, { ...row, details });
      if (row.number !== number + 1 || row.hash !== hash) return { entries: head.length, brokenAt: number + 1 };
      number++;
    }
    if (rows.length === 0) return { entries: head.length, brokenAt: number + 1 };
  }
  return hash === head.hash ? { entries: head.length } : { entries: head.length, brokenAt: number };
}
