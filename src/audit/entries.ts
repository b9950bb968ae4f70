import type { Current } from '../web/current.js';
import type { Capacity } from '../web/rights.js';
import { words } from '../web/words.js';
import { type EventQuery, type Span, spanOf } from './event-query.js';
import { CAPACITIES, type EventKind, kindsOf } from './sentences.js';

/** An entry of a log with its event. */
export interface Entry {
  number: number;
  id: string;
  kind: EventKind;
  actorName: string;
  capacity: Capacity;
  ip: string;
  targetName: string | null;
  details: never;
  at: Date;
  hash: string;
}

/**
 * The newest entries of a log that fit a query. A filter by person or kind leaves some of the log's threads; each gives its newest
 * entries from an index, whatever the length of the log, and the newest of all these are the page.
 */
export async function newestEntries(
  current: Current,
  logId: string,
  query: EventQuery,
  limit: number,
): Promise<Entry[]> {
  const span = spanOf(query, current);
  const newest = (index: string, where: string, ...values: unknown[]) => ({
    sql: `(SELECT at, number FROM log_entries FORCE INDEX (${index}) WHERE log_id = ? ${where} ${span.exact.sql}
      ORDER BY at DESC, number DESC LIMIT ${limit})`,
    values: [logId, ...values, ...span.exact.values],
  });
  const fitting = await fittingThreads(current, logId, query);
  const threads = fitting && (await newestThreads(current, logId, fitting, span, limit));
  if (threads?.length === 0) return [];
  const parts = threads
    ? threads.map((thread) => newest('log_entries_thread', 'AND thread = ?', thread))
    : [newest('log_entries_at', '')];
  return current.db.query(
    `SELECT l.number, l.hash, e.id, e.kind, e.actor_name AS actorName, e.capacity, e.ip, e.target_name AS targetName, e.details, e.at
     FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')} ORDER BY at DESC, number DESC LIMIT ${limit}) found
     STRAIGHT_JOIN log_entries l ON l.log_id = ? AND l.number = found.number
     STRAIGHT_JOIN events e ON e.id = l.event_id
     ORDER BY found.at DESC, found.number DESC`,
    [...parts.flatMap(({ values }) => values), logId],
  );
}

/** What only the people of a provider do in a client's log: none of them acts there without one of these. */
const BY_PROVIDERS: EventKind[] = [
  ...(['client.created', 'client.added', 'client.visited', 'client.updated', 'client.suspended'] as const),
  ...(['client.plan-changed', 'client.deletion-asked', 'departure.released', 'seats.changed'] as const),
];

/**
 * The threads of the people whose name now or once had this in it, or of those who have none; of the people of a client's
 * providers; and of a group's kinds.
 */
async function fittingThreads(current: Current, logId: string, query: EventQuery): Promise<string[] | undefined> {
  const { person, group } = query;
  const byProvider = query.by === 'provider';
  if (!person && !group && !byProvider) return undefined;
  const [where, values]: [string[], unknown[]] = [[], []];
  if (person) {
    where.push(
      'AND actor IN (SELECT actor FROM log_threads WHERE log_id = ? AND (INSTR(actor_name, ?) > 0 OR actor IN (?)))',
    );
    values.push(logId, person, [...namelessAs(person, current), '']);
  }
  if (byProvider) {
    where.push('AND actor IN (SELECT actor FROM log_threads WHERE log_id = ? AND kind IN (?))');
    values.push(logId, BY_PROVIDERS);
  }
  if (group) {
    where.push('AND kind IN (?)');
    values.push([...kindsOf(group), '']);
  }
  const rows: { id: string }[] = await current.db.query(
    `SELECT id FROM log_threads WHERE log_id = ? ${where.join(' ')}`,
    [logId, ...values],
  );
  return rows.map(({ id }) => id);
}

/** Who acts without an account, by what the reader sees them called. */
const namelessAs = (text: string, current: Current): Capacity[] =>
  (['visitor', 'operator', 'clientele'] as const).filter((capacity) =>
    words(CAPACITIES[capacity], current).toLowerCase().includes(text.toLowerCase()),
  );

/**
 * Of very many threads those that may hold the newest entries: as many as there are entries to find, those that tie with the
 * last of them, and those of which entries at the edge may all have been shown.
 */
async function newestThreads(
  { db }: Current,
  logId: string,
  threads: string[],
  { rough, edge }: Span,
  limit: number,
): Promise<string[]> {
  if (threads.length <= limit) return threads;
  const rows: { thread: string; newest: Date }[] = await db.query(
    `SELECT thread, MAX(at) AS newest FROM log_entries FORCE INDEX (log_entries_thread)
     WHERE log_id = ? AND thread IN (?) ${rough.sql} GROUP BY thread ORDER BY newest DESC`,
    [logId, threads, ...rough.values],
  );
  const last = rows.filter(({ newest }) => !edge || newest < edge)[limit - 1];
  return rows.filter(({ newest }) => !last || newest >= last.newest).map(({ thread }) => thread);
}
