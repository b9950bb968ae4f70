import type { Import } from '../items/import.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { isProviders } from './found-import.js';

export const UNDO_DAYS = 30;
const DAY = 24 * 3600 * 1000;

/**
 * A provider takes back what it brought until a member has opened or changed an item of it. From then on, and for what members
 * brought themselves, an owner does, or whoever brought it as a member.
 */
export function undoable(current: ClientCurrent, { state, liveAt, providerId, userId, openedAt }: Import): boolean {
  if (state !== 'live' || !liveAt || current.now.getTime() > liveAt.getTime() + UNDO_DAYS * DAY) return false;
  if (isProviders(current)) return providerId === current.provider?.id && openedAt === null;
  return current.membership?.role === 'owner' || (providerId === null && userId === current.person.id);
}
