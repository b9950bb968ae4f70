import { Import } from '../items/import.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { NotThere } from '../web/refusal.js';

/**
 * Whether the provider alone lets somebody import here, who may be a member without that right: nothing is said of members' items then,
 * not even a number.
 */
export const isProviders = ({ membership }: ClientCurrent): boolean => membership === undefined;

/**
 * An import as this person may see it: one that is not live is seen by whoever read its file; of the others, providers see those that
 * came through them.
 * @param lock to change it in this transaction
 */
export async function findImport(current: ClientCurrent, id: string, lock = false): Promise<Import> {
  const where = { id, organizationId: current.client.id };
  const found = isId(id)
    ? await current.db.findOne(Import, { where, ...(lock && { lock: { mode: 'pessimistic_write' as const } }) })
    : null;
  if (!found || !isSeen(found, current)) throw new NotThere();
  return found;
}

function isSeen({ state, userId, providerId }: Import, current: ClientCurrent): boolean {
  if (isProviders(current) && providerId !== current.provider?.id) return false;
  return state === 'live' || state === 'undone' || userId === current.person.id;
}
