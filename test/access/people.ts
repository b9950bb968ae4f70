import { v7 as uuid } from 'uuid';
import { Member } from '../../src/client-orgs/member.entity.js';
import { wrap } from '../../src/keys/rsa.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import type { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, aStranger, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { World } from '../support/world.js';

/** The columns of the access matrix. */
export const ROLES = [
  'nobody',
  'stranger',
  'service',
  'admin',
  'other',
  'invited',
  'accepted',
  'owner',
  'both',
] as const;
export type Role = (typeof ROLES)[number];

/** Two providers, each with a client, and everybody who may stand in some way to the first of them. */
export interface Scene {
  provider: Provider;
  client: Client;
  foreign: { provider: Provider; client: Client };
  people: Record<Role, Browser>;
}

export async function scene(world: World): Promise<Scene> {
  const [provider, otherProvider] = [await aProvider(world), await aProvider(world)];
  const client = await provider.startsClient({ plan: 'enterprise', seats: 50 });
  const foreign = { provider: otherProvider, client: await otherProvider.startsClient() };
  const owner = (status: Member['status'], person: Person) => anOwner(client, status, person);
  const people = {
    nobody: world.browser(),
    stranger: await aStranger(world),
    service: await aServiceUser(provider),
    admin: provider.admin,
    other: otherProvider.admin,
    invited: await owner('invited', await aStranger(world)),
    accepted: await owner('accepted', await aStranger(world)),
    owner: await owner('confirmed', await aStranger(world)),
    both: await owner('confirmed', await aServiceUser(provider)),
  };
  return { provider, client, foreign, people };
}

/** One more owner of a client, in the state in which the pages would leave them. */
async function anOwner(client: Client, status: Member['status'], person: Person): Promise<Person> {
  const { world } = client.provider;
  const { now } = world.operator;
  await world.db.insert(Member, {
    ...{ id: uuid(), providerId: null, organizationId: client.id, userId: status === 'invited' ? null : person.id },
    ...{ email: person.email, role: 'owner', status, trouble: null, invitedBy: null, invitedAt: now },
    wrappedKey: status === 'confirmed' ? wrap(SymmetricKey.random(), person.user.publicKey) : null,
    ...{ acceptedAt: status === 'invited' ? null : now, confirmedAt: status === 'confirmed' ? now : null },
  });
  return person;
}
