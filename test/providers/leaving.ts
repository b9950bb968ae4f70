import type { Client } from '../support/client.js';
import type { Person } from '../support/people.js';

/** An owner asks on the pages, from *Your provider* on. */
export async function asksToLeave(
  { path, provider }: Client,
  owner: Person,
  reason = 'We hired somebody',
): Promise<void> {
  await owner.visit(`${path}/provider`);
  await owner.click(`Leave ${provider.name}`);
  await owner.submit(`Ask to leave ${provider.name}`, { reason });
}

/** A provider admin lets a client go, from *Manage client* on. */
export async function letsGo(client: Client, lastDay = '', by = client.provider.admin): Promise<void> {
  await by.visit(`${client.managed}/release/new`);
  await by.submit(`Let ${client.name} go`, { reason: 'As agreed', lastDay });
}

/** An owner confirms what the provider let go. */
export async function confirmsLeaving({ path, provider }: Client, owner: Person): Promise<void> {
  await owner.visit(`${path}/departure`);
  await owner.submit(`Leave ${provider.name}`);
  await owner.unlocksIfAsked();
}

/** All of it: the organization has no provider afterwards. */
export async function leaves(client: Client, owner: Person): Promise<void> {
  await letsGo(client);
  await confirmsLeaving(client, owner);
  if (!owner.page.notice?.includes('has left')) throw new Error(`${client.name} did not leave: ${owner.page.text}`);
}
