import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HeldItems } from '../../src/client-orgs/held-items.js';
import { type Client, wordsAsked } from '../support/client.js';
import { anotherAdmin, aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { deletes } from './deleting.js';

let world: World;
let provider: Provider;
let admin: Person;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function aClient() {
  provider = await aProvider(world, { teams: 3, teamsPrice: 400 });
  admin = provider.admin;
  client = await provider.startsClient({ seats: 5 });
}

test('the name has to be typed, and the master password unless it was just now', async () => {
  await aClient();
  await deletes(client, admin, 'Another one');
  expect(admin.page.status).toBe(422);
  expect(admin.page.errorAt('name')).toBe(`Type the name as it stands above: ${client.name}.`);
  await world.timePasses(11 * 60 * 1000);
  await admin.visit(`${client.managed}/deletion/new`);
  await admin.submit(`Delete ${client.name}`, { name: client.name });
  expect(admin.page.heading).toBe('Type your master password');
  expect(await provider.clientNames()).toEqual([client.name]);
  await admin.unlocksIfAsked();
  expect(await provider.clientNames()).toEqual([]);
});

test('a service user can neither delete a client nor call its deletion off', async () => {
  await aClient();
  const serviceUser = await aServiceUser(provider);
  await serviceUser.visit(`${client.managed}/edit`);
  expect(serviceUser.page.link('Delete')).toBeUndefined();
  const form = { formId: randomUUID(), name: client.name };
  for (const method of ['POST', 'DELETE']) {
    expect((await serviceUser.send({ method, path: `${client.managed}/deletion`, form })).status).toBe(403);
  }
});

test('a client that holds items waits 14 days, though no owner was ever confirmed', async () => {
  await aClient();
  world.get(HeldItems).add(async (_, id) => id === client.id);
  await deletes(client, admin);
  expect(admin.page.notice).toContain('will be deleted in 14 days');
  expect(await provider.clientNames()).toEqual([client.name]);
});

test('deleting a client and confirming its owner at once end with one of the two, never between', async () => {
  for (let round = 0; round < 6; round++) {
    await aClient();
    const { fingerprint } = await client.acceptedOwner();
    const arne = await (await anotherAdmin(provider)).signsIn();
    await arne.visit(await client.ownerPath('confirmation'));
    const [firstWord, secondWord] = wordsAsked(arne.page.text).map((number) => fingerprint[number - 1]);
    const form = { formId: randomUUID(), name: client.name };
    await Promise.all([
      admin.send({ path: `${client.managed}/deletion`, form }),
      arne.submit(`Confirm as owner of ${client.name}`, { firstWord, secondWord }),
    ]);
    const [row] = await provider.clients();
    const { allocated, clients } = await provider.pool('teams');
    expect({ allocated, clients }).toEqual(row ? { allocated: 5, clients: 1 } : { allocated: 0, clients: 0 });
    const confirmed = row ? 1 : 0;
    expect(await client.events('member.confirmed')).toHaveLength(confirmed);
    expect(await client.events('client.deletion-asked')).toHaveLength(confirmed);
    expect(await client.events('client.deleted')).toHaveLength(1 - confirmed);
  }
});
