import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insertAll } from '../database/insert-all.js';
import type { Current } from '../web/current.js';
import type { Event } from './event.entity.js';
import { EventLog } from './event-log.entity.js';
import { LogEntry } from './log-entry.entity.js';
import type { LogThread } from './log-thread.entity.js';

export const BEGINNING = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** In which logs an event stands: those of the provider, the client organization and the person it is about. */
const logsOf = (event: Event): string[] =>
  [event.providerId, event.organizationId, event.userId].filter((id): id is string => id !== null);

/**
 * What an entry's hash is made of: the hash before it, its number, and everything the event says, in a fixed order.
 * @returns SHA-256 in hex
 */
export function entryHash(previous: string, number: number, event: Event): string {
  const said = [
    ...[event.id, event.kind, event.providerId, event.organizationId, event.userId, event.actorId, event.actorName],
    ...[event.capacity, event.ip, event.requestId, event.targetId, event.targetName, canonical(event.details)],
    event.at.toISOString(),
  ];
  return sha256(JSON.stringify([previous, number, ...said]));
}

/** JSON with its names in order: databases may give them back in another one. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, inner]) => [name, canonical(inner)]),
  );
}

/** The thread of a log that an event belongs to. A migration makes the same id of the events before it. */
function threadOf(logId: string, { actorId, actorName, capacity, kind }: Event): LogThread {
  const actor = actorId ?? capacity;
  const id = sha256([actor, kind, actorName].join(' ')).slice(0, 16);
  return { logId, id, actor, actorName, kind };
}

/**
 * Appends events to their logs, in one go before the transaction commits. The logs' heads are locked in the order of their ids,
 * so that no two transactions wait for each other in a circle, and for no longer than this takes.
 */
export async function append({ db }: Pick<Current, 'db'>, events: Event[]): Promise<void> {
  const byLog = new Map<string, Event[]>();
  for (const event of events) for (const log of logsOf(event)) byLog.set(log, [...(byLog.get(log) ?? []), event]);
  if (byLog.size === 0) return;
  const heads = await lockHeads(db, [...byLog.keys()].sort());
  const threads: LogThread[] = [];
  const entries: LogEntry[] = [];
  for (const head of heads) {
    for (const event of byLog.get(head.id) as Event[]) {
      const thread = threadOf(head.id, event);
      threads.push(thread);
      head.hash = entryHash(head.hash, ++head.length, event);
      const { length: number, hash } = head;
      entries.push({ logId: head.id, number, eventId: event.id, at: event.at, hash, thread: thread.id });
    }
  }
  await db.query('INSERT IGNORE INTO log_threads (log_id, id, actor, actor_name, kind) VALUES ?', [
    threads.map(({ logId, id, actor, actorName, kind }) => [logId, id, actor, actorName, kind]),
  ]);
  await insertAll(db, LogEntry, entries);
  await db.upsert(EventLog, heads, ['id']);
}

/** A row is made with the log's first event only: an INSERT IGNORE of one that is there would lock it for reading first. */
async function lockHeads(db: EntityManager, ids: string[]): Promise<EventLog[]> {
  // By the index, whatever the optimizer thinks of a small table: a scan would wait for the heads of others.
  const lock = (): Promise<EventLog[]> =>
    db.query('SELECT id, length, hash FROM event_logs FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE', [
      ids,
    ]);
  const heads = await lock();
  if (heads.length === ids.length) return heads;
  const missing = ids.filter((id) => !heads.some((head) => head.id === id));
  const begun = missing.map((id) => ({ id, length: 0, hash: BEGINNING }));
  const { affectedRows }: { affectedRows: number } = await db.query(
    'INSERT IGNORE INTO event_logs (id, length, hash) VALUES ?',
    [begun.map(({ id, length, hash }) => [id, length, hash])],
  );
  return affectedRows === begun.length ? [...heads, ...begun] : lock();
}
