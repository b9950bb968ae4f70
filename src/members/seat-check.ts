import { lockedOrganization } from '../client-orgs/locked.js';
import type { Organization } from '../client-orgs/organization.entity.js';
import { mustStillAct } from '../invitations/chosen-members.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';

/**
 * Begins a transaction that takes so many seats, with the acting person's membership as it was: all of them, or it refuses and names the
 * number that is missing.
 */
export async function checkSeats(current: ClientCurrent, people: number): Promise<Organization> {
  const organization = await lockedOrganization(current, current.client.id);
  await mustStillAct(current);
  const missing = people - organization.remaining;
  if (missing <= 0) return organization;
  const { remaining, seats } = organization;
  throw refuse(
    say(
      '{{count}} seats are missing, so nobody was invited: {{remaining}} of {{seats}} are free, {{people}} are needed.',
      {
        ...{ count: missing, remaining, seats, people },
      },
    ),
  );
}
