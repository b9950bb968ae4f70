import { asMember } from '../client-orgs/capacities.js';
import type { ClientCurrent } from '../web/current.js';
import { type OwnAccess, ownAccess } from './effective-access.js';
import { EVERYTHING } from './levels.js';

/** Where that comes from which somebody may give. */
export type Source = (current: ClientCurrent) => OwnAccess | Promise<OwnAccess>;

/** Who makes collections says who has access to them from the start. */
export const toTheNew: Source = ({ rights }) => {
  const everywhere = rights.has('collections.create');
  return { of: () => (everywhere ? EVERYTHING : 0), everywhere };
};

/** What the acting person may give, and to whom. */
export interface Giving {
  /** By the own membership alone. */
  mine: OwnAccess;
  /** Whether what this group or member is given reaches the acting person. */
  isOneself(id: string): boolean;
  /** What may be given to this group or member. */
  to(id: string): OwnAccess;
}

/**
 * Who works for the provider gives others whatever there is, and themself, directly or by a group, only what the own membership has: as
 * a member they see what others let them see (design §3).
 */
export async function givingOf(current: ClientCurrent, from: Source = ownAccess): Promise<Giving> {
  const all = await from(current);
  if (!current.providerMembership) return { mine: all, isOneself: () => false, to: () => all };
  const [mine, oneself] = [await from(asMember(current)), await idsOfOneself(current)];
  const isOneself = (id: string) => oneself.has(id);
  return { mine, isOneself, to: (id) => (isOneself(id) ? mine : all) };
}

/** The own membership, in whatever state and also while it is only an invitation, and the groups that it is in. */
async function idsOfOneself({ db, client, person }: ClientCurrent): Promise<Set<string | null>> {
  const rows: { memberId: string; groupId: string | null }[] = await db.query(
    `SELECT m.id AS memberId, g.group_id AS groupId FROM members m LEFT JOIN group_members g ON g.member_id = m.id
     WHERE m.organization_id = ? AND (m.user_id = ? OR (m.email = ? AND m.user_id IS NULL))`,
    [client.id, person.id, person.email],
  );
  return new Set(rows.flatMap(({ memberId, groupId }) => [memberId, groupId]));
}
