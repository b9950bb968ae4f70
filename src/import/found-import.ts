import { Import } from '../items/import.entity.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { NotThere } from '../web/refusal.js';
import { memberRights } from '../web/rights.js';

/**
 * Whether the provider alone lets somebody import here, whatever else an own membership gives: nothing is said of members' items then,
 * not even a number.
 */
export const isProviders = ({ membership, client: { rules } }: ClientCurrent): boolean =>
  !membership || !memberRights(membership, rules).has('items.import');

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
