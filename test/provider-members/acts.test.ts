import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { lettersTo } from '../support/mail.js';
import { anotherAdmin, aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { memberAt, sends } from './scene.js';

let world: World;
let provider: Provider;
let admin: Person;
let siv: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
  siv = await aServiceUser(provider);
});

const idOf = async (person: Person) => (await memberAt(provider, person.email)).id;
const admins = async () => (await provider.row()).confirmedAdmins;
const remove = (by: Person, ids: string[]) =>
  by.send({ method: 'DELETE', path: `${provider.path}/members`, form: { ids } });
const demote = async (by: Person, whom: Person) =>
  by.send({
    ...{ method: 'PATCH', path: `${provider.path}/members/${await idOf(whom)}` },
    form: { role: 'service-user', scope: 'all', formId: crypto.randomUUID() },
  });

describe('revoking', () => {
  test('ends access in every client at once, also of an open page; restoring brings it back', async () => {
    const clients = await provider.hasClients(2);
    await siv.visit(`${clients[0].path}/collections/new`);
    const id = await idOf(siv);
    await admin.visit(`${provider.path}/members/${id}`);
    await admin.submit('Revoke');
    expect(admin.page.notice).toBe('1 member is revoked; their access has ended.');
    await siv.submit(`Add to ${clients[0].name}`, { name: 'Too late' });
    expect(siv.page.status).toBe(404);
    for (const path of [`${provider.path}/clients`, clients[0].path, `${clients[1].path}/vault`]) {
      expect((await siv.visit(path)).status).toBe(404);
    }
    await admin.visit(`${provider.path}/members?tab=revoked`);
    expect(admin.page.rows('Clients')).toEqual([expect.objectContaining({ Status: 'Revoked' })]);
    await admin.visit(`${provider.path}/members/${id}`);
    await admin.submit('Restore');
    expect((await siv.visit(`${clients[1].path}/vault`)).status).toBe(200);
    expect(await lettersTo(world, siv.email)).toEqual(['member-revoked', 'member-restored']);
    const kinds = (await world.db.findBy(Event, { providerId: provider.id })).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['member.revoked', 'member.restored']));
  });

  test('of an admin counts them out, and restoring in again', async () => {
    const arne = await anotherAdmin(provider);
    expect((await sends(admin, provider, 'revocations', [await idOf(arne)])).status).toBe(303);
    expect(await admins()).toBe(1);
    expect((await sends(admin, provider, 'restorations', [await idOf(arne)])).status).toBe(303);
    expect(await admins()).toBe(2);
  });
});

test('removing asks once more, and takes the membership', async () => {
  const id = await idOf(siv);
  await admin.visit(`${provider.path}/members/${id}`);
  await admin.submit('Remove');
  expect(admin.page.heading).toBe('Remove members?');
  await admin.submit(`Remove from ${provider.name}`);
  expect(admin.page.notice).toBe('1 member is removed.');
  expect((await siv.visit(`${provider.path}/clients`)).status).toBe(404);
  expect(await lettersTo(world, siv.email)).toEqual(['member-removed']);
});

test('a role is changed, told and logged with the old one', async () => {
  const arne = await anotherAdmin(provider);
  await admin.visit(`${provider.path}/members/${await idOf(arne)}`);
  await admin.submit('Save', { role: 'service-user' });
  expect(admin.page.notice).toBe('The membership of Arne Admin is saved.');
  expect(await admins()).toBe(1);
  expect((await arne.visit(`${provider.path}/settings`)).status).toBe(403);
  expect(await lettersTo(world, arne.email)).toEqual(['member-role-changed']);
  await admin.visit(`${provider.path}/events`);
  expect(admin.page.text).toContain('role: Provider admin → Service user');
});

describe('one confirmed admin always remains', () => {
  test('nobody acts on themself', async () => {
    const own = [await idOf(admin)];
    for (const answer of [await sends(admin, provider, 'revocations', own), await remove(admin, own)]) {
      expect([answer.status, answer.body]).toEqual([422, expect.stringContaining('This is your own membership')]);
    }
    expect((await demote(admin, admin)).status).toBe(422);
    expect(await admins()).toBe(1);
  });

  test.each(['demote', 'revoke', 'remove'] as const)(
    'of two who %s each other at once, one is refused',
    async (act) => {
      const arne = await anotherAdmin(provider);
      const acts = {
        demote,
        revoke: async (by: Person, whom: Person) => sends(by, provider, 'revocations', [await idOf(whom)]),
        remove: async (by: Person, whom: Person) => remove(by, [await idOf(whom)]),
      };
      const answers = await Promise.all([acts[act](admin, arne), acts[act](arne, admin)]);
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
      expect(await admins()).toBe(1);
    },
  );
});

test('several at once: what could not be done is told of each', async () => {
  const { status, body } = await sends(admin, provider, 'revocations', [await idOf(siv), await idOf(admin)]);
  expect([status, body]).toEqual([422, expect.stringContaining('1 member is revoked')]);
  expect(await memberAt(provider, siv.email)).toMatchObject({ status: 'revoked' });
});

test('another provider’s member, or a client’s, is not there', async () => {
  const foreign = await aProvider(world);
  const client = await provider.startsClient();
  const ids = [(await memberAt(foreign, foreign.admin.email)).id, (await client.owner()).id];
  for (const id of ids) {
    for (const noun of ['invitations', 'revocations', 'restorations', 'removals']) {
      expect((await sends(admin, provider, noun, [await idOf(siv), id])).status).toBe(404);
    }
    expect((await remove(admin, [await idOf(siv), id])).status).toBe(404);
  }
  expect(await memberAt(provider, siv.email)).toMatchObject({ status: 'confirmed' });
});

test('a service user manages no members', async () => {
  expect((await siv.visit(`${provider.path}/members`)).status).toBe(403);
  expect((await sends(siv, provider, 'revocations', [await idOf(admin)])).status).toBe(403);
});
