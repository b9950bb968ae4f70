import type { ClientCurrent } from '../web/current.js';
import { capacityOf, memberRights } from '../web/rights.js';

/** The acting person by the own membership alone, without what working for the provider adds; who has none may nothing then. */
export function asMember(current: ClientCurrent): ClientCurrent {
  if (!current.providerMembership) return current;
  const { client, person } = current;
  const membership = person.organizations.find(({ organization }) => organization.id === client.id);
  const rights = membership ? memberRights(membership, client.rules) : new Set<never>();
  return { ...current, provider: undefined, providerMembership: undefined, membership, rights };
}

/** The acting person as somebody who works for the provider, and in its log; a plain member stays one. */
export function asProvider(current: ClientCurrent): ClientCurrent {
  const { providerMembership } = current;
  return providerMembership
    ? { ...current, membership: undefined, capacity: capacityOf(providerMembership.role) }
    : current;
}
