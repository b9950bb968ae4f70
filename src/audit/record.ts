import { v7 as uuid } from 'uuid';
import type { Current } from '../web/current.js';
import type { MessageValue } from '../web/message.js';
import { Event } from './event.entity.js';
import type { EventKind } from './kinds.js';

export interface Target {
  id: string | null;
  name: string;
}

/** In whose logs an event stands, where these are not those of the page it happened on. */
interface Logs {
  providerId?: string;
  organizationId?: string;
  userId?: string;
}

/**
 * Writes an event in the caller's transaction.
 * @param details old and new values; never a secret
 * @param logs by default the provider's and client organization's that the request is about
 */
export async function record(
  current: Current,
  kind: EventKind,
  target: Target,
  details: Record<string, MessageValue | null> = {},
  logs: Logs = {},
): Promise<void> {
  await current.db.insert(Event, {
    id: uuid(),
    kind,
    providerId: logs.providerId ?? current.provider?.id ?? current.client?.providerId ?? null,
    organizationId: logs.organizationId ?? current.client?.id ?? null,
    userId: logs.userId ?? null,
    actorId: current.actor.id,
    actorName: current.actor.name,
    capacity: current.capacity,
    ip: current.ip,
    requestId: current.requestId,
    targetId: target.id,
    targetName: target.name.slice(0, 256),
    details,
    at: current.now,
  });
}
