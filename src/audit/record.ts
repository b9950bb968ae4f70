import { v7 as uuid } from 'uuid';
import { transaction } from '../database/transaction.js';
import type { Current } from '../web/current.js';
import type { MessageValue } from '../web/message.js';
import { append } from './chain.js';
import { Event } from './event.entity.js';
import type { EventKind } from './sentences.js';

export interface Target {
  id: string | null;
  name: string;
}

/** In whose logs an event stands, where these are not those of the page it happened on. */
interface Logs {
  providerId?: string | null;
  organizationId?: string;
  userId?: string;
}

/** The log of what was tried with addresses that nobody has; only the operator reads it. */
export const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The events of a transaction that is under way, to be written before it commits. */
const pending = new WeakMap<object, Event[]>();

/**
 * Records an event in the caller's transaction, else in one of its own.
 * @param details old and new values; never a secret
 * @param logs by default the client organization's that the request is about, and the provider's of whoever acts for one: what
 *   the members of an organization do stands in its own log, so that no organization waits for another at their provider's
 */
export async function record(
  current: Current,
  kind: EventKind,
  target: Target,
  details: Record<string, MessageValue | null> = {},
  logs: Logs = {},
): Promise<void> {
  if (!current.beforeCommit) return transaction(current, (current) => record(current, kind, target, details, logs));
  const event: Event = {
    id: uuid(),
    kind,
    providerId: logs.providerId ?? (current.membership ? null : (current.provider?.id ?? null)),
    organizationId: logs.organizationId ?? current.client?.id ?? null,
    userId: logs.userId ?? null,
    actorId: current.actor.id,
    actorName: current.actor.name,
    capacity: current.capacity,
    ip: current.ip,
    requestId: current.requestId,
    targetId: target.id,
    targetName: target.name.slice(0, 256),
    // As the database will give them back, so that the chain's hash can be made again.
    details: JSON.parse(JSON.stringify(details)),
    at: current.now,
  };
  const { beforeCommit } = current;
  const waiting = pending.get(beforeCommit);
  if (waiting) {
    waiting.push(event);
    return;
  }
  const events = [event];
  pending.set(beforeCommit, events);
  beforeCommit.push(async () => {
    await current.db.insert(Event, events);
    await append(current, events);
  });
}
