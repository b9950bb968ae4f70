import { CAPACITIES, GROUPS, sentence } from '../../dist/audit/sentences.js';
import { template } from './templates.js';

const render = template('audit/provider');

const THREADS = `SELECT id FROM log_threads WHERE log_id = ?
  AND actor IN (SELECT actor FROM log_threads WHERE log_id = ? AND (INSTR(actor_name, ?) > 0 OR actor IN (?)))`;

const NEWEST = `(SELECT at, number FROM log_entries FORCE INDEX (log_entries_thread) WHERE log_id = ? AND thread = ?
  ORDER BY at DESC, number DESC LIMIT 51)`;

const entriesOf = (
  threads,
) => `SELECT l.number, l.hash, e.id, e.kind, e.actor_name AS actorName, e.capacity, e.ip, e.target_name AS targetName, e.details, e.at
  FROM (${threads.map(() => NEWEST).join(' UNION ALL ')} ORDER BY at DESC, number DESC LIMIT 51) found
  STRAIGHT_JOIN log_entries l ON l.log_id = ? AND l.number = found.number
  STRAIGHT_JOIN events e ON e.id = l.event_id
  ORDER BY found.at DESC, found.number DESC`;

/** A provider's event log, filtered by person. */
export async function eventsPage(pool, person, path, query) {
  const logId = person.provider_id;
  const [threads] = await pool.query(THREADS, [logId, logId, query.get('person'), ['']]);
  const values = threads.flatMap(({ id }) => [logId, id]);
  const [rows] = await pool.query(entriesOf(threads), [...values, logId]);
  const shown = rows.slice(0, 50);
  const last = shown.at(-1);
  return render(person, {
    path,
    rows: shown.map((row) => ({
      ...row,
      capacityText: CAPACITIES[row.capacity],
      what: sentence(row.kind, row.targetName, row.details),
    })),
    filtered: true,
    groups: [{ value: '', text: 'Everything' }, ...Object.entries(GROUPS).map(([value, text]) => ({ value, text }))],
    values: { person: query.get('person'), group: '' },
    csvPath: `${path}/export.csv?${query}`,
    linesPath: `${path}/export.jsonl?${query}`,
    pager: { next: `${path}?${query}&after=${last.at.getTime()}-${last.number}` },
  });
}
