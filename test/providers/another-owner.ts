import { v7 as uuid } from 'uuid';
import { adjust } from '../../src/client-orgs/counters.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { wrap } from '../../src/keys/rsa.js';
import type { Client } from '../support/client.js';
import { aStranger, type Person } from '../support/people.js';

/** One more confirmed owner, who was handed the key by the first; there is no page for inviting them yet. */
export async function anotherOwner(client: Client, first: Person): Promise<Person> {
  const { world } = client.provider;
  const person = await aStranger(world, { name: 'Olle Ägare' });
  const { wrappedKey } = await client.owner();
  const key = first.keyring.open(first.user.privateKey, wrappedKey as string);
  const current = world.operator;
  await world.db.insert(Member, {
    ...{ id: uuid(), providerId: null, organizationId: client.id, userId: person.id, email: person.email },
    ...{ role: 'owner', status: 'confirmed', trouble: null, wrappedKey: wrap(key, person.user.publicKey) },
    ...{ invitedBy: first.id, invitedAt: current.now, acceptedAt: current.now, confirmedAt: current.now },
  } as Member);
  await adjust(current, client.id, { occupied: 1, confirmedOwners: 1 });
  return person.signsIn();
}
