import type { Member } from '../../src/client-orgs/member.entity.js';
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
  'manager',
  'user',
  'custom',
  'revoked',
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
  const owner = (status: Member['status'], person: Person) => client.hasMember({ role: 'owner', status, person });
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
    manager: await client.hasMember({ role: 'admin' }),
    user: await client.hasMember({ role: 'user' }),
    custom: await client.hasMember({ role: 'custom', permissions: ['manage-members', 'manage-groups'] }),
    revoked: await client.hasMember({ role: 'owner', status: 'revoked' }),
  };
  return { provider, client, foreign, people };
}
