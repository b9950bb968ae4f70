import { In } from 'typeorm';
import { asMember, asProvider } from '../client-orgs/capacities.js';
import type { ClientCurrent } from '../web/current.js';
import { isId } from '../web/list-fields.js';
import { say } from '../web/message.js';
import { NotAllowed, NotThere, refuse } from '../web/refusal.js';
import type { Right } from '../web/right.js';
import { Collection } from './collection.entity.js';
import { type OwnAccess, ownAccess } from './effective-access.js';
import { MANAGES } from './levels.js';

/** How many collections can be chosen at a time: those of one page. */
export const MOST_CHOSEN = 50;

/** Importing too: a file goes into whatever collection it names, and its page says which names are there (reference §4.6). */
const SEE_ALL: Right[] = [
  'collections.manage',
  'collections.delete',
  'groups.manage',
  'members.manage',
  'items.import',
];

/** Who administers sees every collection's name; others see those they have access to (reference §4.5). */
export const seesAll = ({ rights }: ClientCurrent): boolean => SEE_ALL.some((right) => rights.has(right));

export const manages = (own: OwnAccess, id: string): boolean => (own.of(id) & MANAGES) !== 0;

/** Who manages a collection deletes it too, unless the organization leaves that to owners and admins. */
export function mayDelete(current: ClientCurrent, own: OwnAccess, id: string): boolean {
  if (current.rights.has('collections.delete')) return true;
  const { membership, client } = current;
  const limited = client.rules.limitDeletion && !['owner', 'admin'].includes(membership?.role ?? '');
  return !limited && manages(own, id);
}

type Needed = (current: ClientCurrent, own: OwnAccess, id: string) => boolean;
const MANAGED: Needed = (_, own, id) => manages(own, id);

/**
 * Looks these collections up in the organization, for somebody who manages each of them, or has what is `needed` instead. One that is
 * not visible to the person is not there; one that is, is not theirs.
 */
export async function managed(current: ClientCurrent, ids: string[], needed = MANAGED): Promise<Collection[]> {
  if (ids.length === 0) throw refuse(say('Choose one collection or more.'));
  if (!ids.every(isId)) throw new NotThere();
  const where = { organizationId: current.client.id, id: In(ids.slice(0, MOST_CHOSEN)) };
  const found = await current.db.find(Collection, { where, order: { path: 'ASC', id: 'ASC' } });
  const own = await ownAccess(current);
  const visible = found.filter(({ id }) => seesAll(current) || own.of(id) > 0);
  if (visible.length !== new Set(ids).size) throw new NotThere();
  if (!visible.every(({ id }) => needed(current, own, id))) throw new NotAllowed(say('somebody who manages it'));
  return visible;
}

/** In which capacity somebody changes these: for the provider, where an own membership alone would not let them. */
export async function capacityFor(current: ClientCurrent, ids: string[], needed = MANAGED): Promise<ClientCurrent> {
  const member = asMember(current);
  const own = await ownAccess(member);
  return ids.every((id) => needed(member, own, id)) ? current : asProvider(current);
}
