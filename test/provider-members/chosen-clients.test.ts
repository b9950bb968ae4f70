import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MATRIX } from '../access/matrix.js';
import type { Client } from '../support/client.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { memberAt, worksIn } from './scene.js';

let world: World;
let provider: Provider;
let admin: Person;
let siv: Person;
let mine: Client;
let other: Client;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
  [mine, other] = await provider.hasClients(2, (i) => ({ seats: 5, name: `Kund ${i} ${provider.name}` }));
  siv = await aServiceUser(provider);
  await worksIn(provider, siv, [mine]);
});

const pageOf = async (person: Person) => `${provider.path}/members/${(await memberAt(provider, person.email)).id}`;

test('for a service user with a list, no route of another client is there', async () => {
  const { id } = await memberAt(provider, siv.email);
  const names: Record<string, string> = { providerId: provider.id, orgId: other.id, step: 'import' };
  const ofClients = MATRIX.filter(({ path }) => path.includes(':orgId'));
  expect(ofClients.length).toBeGreaterThan(60);
  for (const { method, path } of ofClients) {
    const address = path.replace(/:(\w+)/g, (_, name) => names[name] ?? id);
    const { status, body } = await siv.send({ method, path: address, form: method === 'GET' ? undefined : {} });
    expect([method, path, status]).toEqual([method, path, 404]);
    expect(body).not.toContain(other.name);
  }
  expect((await siv.visit(`${mine.path}/vault`)).status).toBe(200);
  expect((await siv.visit(`${mine.managed}/edit`)).status).toBe(200);
});

test('list, search, sums and CSV hold the chosen clients alone', async () => {
  await siv.visit(`${provider.path}/clients`);
  expect(siv.page.rows('Assigned').map(({ Client }) => Client)).toEqual([expect.stringContaining(mine.name)]);
  expect(siv.page.text).toContain('1 client · 5 seats assigned');
  await siv.visit(`${provider.path}/clients?search=Kund`);
  expect(siv.page.rows('Assigned')).toHaveLength(1);
  await siv.visit(`${provider.path}/clients?search=${encodeURIComponent('Kund 1')}`);
  expect(siv.page.text).toContain('No client fits');
  const { body } = await siv.send({ path: `${provider.path}/clients/export.csv`, method: 'GET' });
  expect(body).toContain(mine.name);
  expect(body).not.toContain(other.name);
});

test('an admin chooses the clients and changes them; both lists stand in the log', async () => {
  await admin.visit(await pageOf(siv));
  await admin.submit('Save', { clients: [other.id] });
  expect((await siv.visit(other.path)).status).toBe(200);
  expect((await siv.visit(mine.path)).status).toBe(404);
  await admin.visit(`${provider.path}/events`);
  expect(admin.page.text).toContain(`clients: ${mine.name} → ${other.name}`);
  await admin.visit(await pageOf(siv));
  await admin.submit('Save', { clients: [] });
  expect(admin.page.errorAt('clients')).toBe('Choose one client or more, or all clients.');
  await admin.submit('Save', { scope: 'all' });
  expect((await siv.visit(mine.path)).status).toBe(200);
});

test('another provider’s client is not there to be chosen', async () => {
  const foreign = await (await aProvider(world)).startsClient();
  const form = { role: 'service-user', scope: 'chosen', clients: foreign.id, formId: crypto.randomUUID() };
  expect((await admin.send({ method: 'PATCH', path: await pageOf(siv), form })).status).toBe(404);
  expect((await siv.visit(mine.path)).status).toBe(200);
});

test('a client that is added later is in no chosen list', async () => {
  const later = await provider.startsClient();
  expect((await siv.visit(later.path)).status).toBe(404);
  expect((await (await aServiceUser(provider)).visit(later.path)).status).toBe(200);
});

test('an own membership in a client outside the list is that and no more', async () => {
  await other.hasMember({ role: 'user', person: siv });
  expect((await siv.visit(`${other.path}/vault`)).status).toBe(200);
  expect((await siv.visit(`${other.path}/groups`)).status).toBe(403);
  expect((await siv.visit(`${other.managed}/edit`)).status).toBe(404);
});

test('owners see who of their provider can act there', async () => {
  const owner = await other.hasMember({ role: 'owner' });
  await owner.visit(`${other.path}/provider`);
  expect(owner.page.text).toContain(admin.name);
  expect(owner.page.text).not.toContain(siv.email);
});
