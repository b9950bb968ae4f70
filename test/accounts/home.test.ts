import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aProvider, aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let clients: Client[];
beforeAll(async () => {
  world = await openWorld();
  const provider = await aProvider(world, { teams: 50, enterprise: 50 });
  clients = [await provider.startsClient(), await provider.startsClient({ plan: 'enterprise' })];
});
afterAll(() => world.close());

async function leadsTo(person: Person): Promise<string> {
  const browser = world.browser();
  await browser.visit('/sign-in');
  await browser.submit('Sign in', { email: person.email, password: PASSWORD });
  return browser.page.path;
}

test('signing in leads a plain member to their items', async () => {
  const [client, other] = clients;
  expect(await leadsTo(await client.hasMember({ role: 'user' }))).toBe(`${client.path}/items`);
  expect(await leadsTo(await other.hasMember({ role: 'custom' }))).toBe(`${other.path}/items`);
});

test('and whoever administers an organization to its vault, wherever else they are members', async () => {
  const [client, other] = clients;
  const person = await client.hasMember({ role: 'user' });
  await other.hasMember({ role: 'custom', permissions: ['manage-groups'], person });
  expect(await leadsTo(person)).toBe(`${other.path}/vault`);
  expect(await leadsTo(await client.hasMember({ role: 'admin' }))).toBe(`${client.path}/vault`);
});

test('providers to their clients, and whoever has neither to their account', async () => {
  const { admin, path } = clients[0].provider;
  expect(await leadsTo(admin)).toBe(`${path}/clients`);
  expect(await leadsTo(await aStranger(world))).toBe('/account');
});
