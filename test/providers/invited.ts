import { Invitations } from '../../src/invitations/invitations.service.js';
import type { Client } from '../support/client.js';
import { unique } from '../support/people.js';

/** One more owner whom the provider has invited and who has not answered; there is no page for it yet. */
export async function anInvitedOwner(client: Client): Promise<{ id: string; email: string }> {
  const { provider } = client;
  const current = await provider.current();
  const place = { id: client.id, name: client.name, providerId: provider.id };
  const email = `${unique('ivar')}@kund.example`;
  return provider.world.dataSource.transaction((db) =>
    provider.world.get(Invitations).inviteOwner({ ...current, db }, place, email),
  );
}
