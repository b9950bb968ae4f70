import { aProvider } from '../support/people.js';
import type { World } from '../support/world.js';

/** A client whose owner accepted, and whom the provider's admin can confirm. */
export async function aWaitingOwner(world: World) {
  const provider = await aProvider(world);
  const client = await provider.startsClient();
  return { provider, admin: provider.admin, client, owner: await client.acceptedOwner() };
}
