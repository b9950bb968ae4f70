import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import type { ProviderConfirms } from '../../src/web/current.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aMembership, type Membership, sends } from '../support/members.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Membership;
/** Was confirmed, and is revoked. */
let eve: Membership;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  client = await provider.startsClient({ seats: 9 });
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  eve = await aMembership(client, { name: 'Eve Före', status: 'revoked' });
});

const set = (providerConfirms: ProviderConfirms) =>
  world.db.update(Organization, { id: client.id }, { providerConfirms });
const restores = async (by: Person, ...members: Membership[]) => {
  const { status, body } = await sends(
    by,
    client,
    'restorations',
    members.map(({ id }) => id),
  );
  return { status, body, states: await Promise.all(members.map(async ({ row }) => (await row())?.status)) };
};

test('who was confirmed is not restored by the provider where owners let it confirm nobody; by owners and admins they are', async () => {
  await set('never');
  const admin = await aMembership(client, { role: 'admin' });
  for (const by of [provider.admin, await aServiceUser(provider)]) {
    const { status, body, states } = await restores(by, eve);
    expect({ status, states }).toEqual({ status: 422, states: ['revoked'] });
    expect(body).toContain('The owners have set that their provider does not confirm people.');
  }
  expect((await eve.person.visit(`${client.path}/vault`)).status).toBe(404);
  expect(await restores(admin.person, eve)).toMatchObject({ status: 303, states: ['confirmed'] });
  expect((await eve.person.visit(`${client.path}/vault`)).status).toBe(200);
});

test('nor, until an owner is confirmed, once one is', async () => {
  await set('until-owner');
  expect(await restores(provider.admin, eve)).toMatchObject({ status: 422, states: ['revoked'] });
});

test('who has no key yet is restored all the same, and each is told apart', async () => {
  await set('never');
  const waiting = await aMembership(client, { status: 'accepted' });
  await sends(owner.person, client, 'revocations', [waiting.id]);
  const { body, states } = await restores(provider.admin, eve, waiting);
  expect(states).toEqual(['revoked', 'accepted']);
  expect(body).toContain('1 member is restored.');
});

test('where the provider may, every confirmed owner is mailed whom it restored; what owners and admins restore is theirs to know', async () => {
  expect(await restores(provider.admin, eve)).toMatchObject({ status: 303, states: ['confirmed'] });
  const { letter, text } = await lastMailTo(world, owner.person.email);
  expect([letter, text]).toEqual(['provider-restored', expect.stringContaining('Eve Före')]);
  await sends(owner.person, client, 'revocations', [eve.id]);
  await restores(owner.person, eve);
  expect(await lettersTo(world, owner.person.email)).toEqual(['provider-restored']);
});

test('somebody of the provider, once there was an owner, is restored by an owner only, whatever they are at the provider', async () => {
  const siv = await aServiceUser(provider);
  const hers = await aMembership(client, { status: 'revoked', person: siv });
  const admin = await aMembership(client, { role: 'admin' });
  for (const by of [provider.admin, admin.person]) {
    expect(await restores(by, hers)).toMatchObject({ status: 422, states: ['revoked'] });
    await world.db.update(Member, { providerId: provider.id, userId: siv.id }, { status: 'revoked' });
  }
  expect(await restores(owner.person, hers)).toMatchObject({ status: 303, states: ['confirmed'] });
});

test('the member’s page says why, and has no button for it', async () => {
  const { admin } = provider;
  await admin.visit(eve.path);
  expect(admin.page.root.all('button').map(({ text }) => text)).toContain('Restore');
  await set('never');
  await admin.visit(eve.path);
  expect(admin.page.text).toContain('Restored, this person could open the vault at once. The owners have set');
  expect(admin.page.root.all('button').map(({ text }) => text)).not.toContain('Restore');
});

test('the master password is asked for, where it was typed long ago', async () => {
  const { person } = owner;
  await person.visit(eve.path);
  await world.db.query('UPDATE sessions SET password_at = password_at - INTERVAL 11 MINUTE WHERE user_id = ?', [
    person.id,
  ]);
  await person.submit('Restore');
  expect(person.page.heading).toBe('Type your master password');
  await person.unlocksIfAsked();
  expect(await eve.row()).toMatchObject({ status: 'confirmed' });
});
