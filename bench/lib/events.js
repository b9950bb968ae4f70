const THREAD = "LEFT(SHA2(CONCAT_WS(' ', actor_id, kind, actor_name), 256), 16)";

/** Whom to look for: somebody who did something a hundred times, whatever the length of the log, and somebody who always does. */
export const PEOPLE = { 'who did little': 'Berit', 'who did much': 'Nils' };
/** Of this group there are a hundred events, too. */
export const RARE_GROUP = 'provider';

/**
 * Fills a provider's log with events by plain SQL, one a minute up to now: of Berit, of five others, and of three kinds. Their
 * hashes are only as long as the real ones.
 */
export async function addEvents(sql, { id: providerId }, count) {
  const [[{ length }]] = await sql.query('SELECT length FROM event_logs WHERE id = ?', [providerId]);
  const begin = new Date(Date.now() - count * 60_000);
  await sql.query(
    `INSERT INTO events (id, kind, provider_id, actor_id, actor_name, capacity, ip, request_id, target_name, details, at)
     WITH RECURSIVE digits AS (SELECT 0 AS d UNION ALL SELECT d + 1 FROM digits WHERE d < 9),
     numbers AS (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d AS n
       FROM digits a, digits b, digits c, digits e, digits f, digits g),
     marks AS (SELECT n, n % ${count / 100} = 7 AS berit, n % ${count / 100} = 5 AS rare, 1 + n * 7919 % 5 AS actor FROM numbers WHERE n < ?)
     SELECT CONCAT(LPAD(HEX(n), 8, '0'), '-0000-7000-8000-', RIGHT(?, 12)),
       IF(rare, 'setup-link.made', IF(n % 3, 'client.visited', 'client.reactivated')), ?,
       CONCAT('00000000-0000-7000-8000-00000000000', IF(berit, 0, actor)), IF(berit, 'Berit Ek', CONCAT('Nils ', actor, ' Ask')),
       'provider admin', '192.0.2.1', '', CONCAT('Kund ', n), '{}', ? + INTERVAL n MINUTE
     FROM marks`,
    [count, providerId, providerId, begin],
  );
  const mine = "FROM events WHERE provider_id = ? AND request_id = '' AND id LIKE '00%'";
  await sql.query(
    `INSERT INTO log_threads (log_id, id, actor, actor_name, kind) SELECT DISTINCT provider_id, ${THREAD}, actor_id, actor_name, kind ${mine}`,
    [providerId],
  );
  await sql.query(
    `INSERT INTO log_entries (log_id, number, event_id, at, hash, thread)
     SELECT provider_id, ? + 1 + CONV(LEFT(id, 8), 16, 10), id, at, SHA2(id, 256), ${THREAD} ${mine} ORDER BY id`,
    [length, providerId],
  );
  await sql.query('UPDATE event_logs SET length = length + ? WHERE id = ?', [count, providerId]);
  await sql.query('ANALYZE TABLE events, log_entries, log_threads');
  /** A day that is full of events, somewhere in the middle. */
  const day = new Date((begin.getTime() + Date.now()) / 2).toISOString().slice(0, 10);
  return { day };
}
