import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Current } from '../web/current.js';
import type { Event } from './event.entity.js';
import { EventLog } from './event-log.entity.js';
import { LogEntry } from './log-entry.entity.js';

export const BEGINNING = '0'.repeat(64);

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
  return createHash('sha256')
    .update(JSON.stringify([previous, number, ...said]))
    .digest('hex');
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

/**
 * Appends events to their logs, in one go before the transaction commits. Each log's head is locked, in the order of their ids,
 * so that two transactions never wait for each other, and for no longer than this takes.
 */
export async function append({ db }: Pick<Current, 'db'>, events: Event[]): Promise<void> {
  const byLog = new Map<string, Event[]>();
  for (const event of events) for (const log of logsOf(event)) byLog.set(log, [...(byLog.get(log) ?? []), event]);
  for (const logId of [...byLog.keys()].sort()) {
    let { length, hash } = await lockHead(db, logId);
    const entries = (byLog.get(logId) as Event[]).map((event): LogEntry => {
      hash = entryHash(hash, ++length, event);
      return { logId, number: length, eventId: event.id, at: event.at, hash };
    });
    await db.insert(LogEntry, entries);
    await db.update(EventLog, { id: logId }, { length, hash });
  }
}

/** The row is made with the log's first event only: an INSERT IGNORE of one that is there would lock it for reading first. */
async function lockHead(db: EntityManager, id: string): Promise<EventLog> {
  const lock = { mode: 'pessimistic_write' } as const;
  const head = await db.findOne(EventLog, { where: { id }, lock });
  if (head) return head;
  await db.query('INSERT IGNORE INTO event_logs (id, length, hash) VALUES (?, 0, ?)', [id, BEGINNING]);
  return db.findOneOrFail(EventLog, { where: { id }, lock });
}
