import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Session } from '../../src/accounts/session.entity.js';
import { aProvider, PASSWORD, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const minutesPass = (minutes: number) => world.timePasses(minutes * 60_000);
const CLIENT = /^\/organizations\/[\w-]{36}$/;
const ASKING = 'Type your master password';

/** The admin has typed a new client; the page asks for the password, as the keys are locked by then. */
async function typesClient({ admin, path }: Provider, minutes: number) {
  const typed = {
    plan: 'teams',
    name: unique('Kund'),
    email: `${unique('eva')}@kund.example`,
    seats: '3',
    reference: 'A "1" <b>',
  };
  await admin.visit(`${path}/clients/new`);
  await minutesPass(minutes);
  await admin.submit('Add organization', typed);
  return typed;
}

test('after thirty idle minutes the password is asked for, and what was typed is done once', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { admin } = provider;
  const { name, reference } = await typesClient(provider, 31);
  expect([admin.page.status, admin.page.heading]).toEqual([422, ASKING]);
  expect(await provider.clients()).toEqual([]);
  const unlocked = admin.page;
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(admin.page.path).toMatch(CLIENT);
  // The same page sent twice, and the form it came from: one client, and each leads to it.
  const { path } = admin.page;
  admin.page = unlocked;
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(admin.page.path).toBe(path);
  const clients = await provider.clients();
  expect(clients.map((client) => [client.name, client.reference])).toEqual([[name, reference]]);
});

test('within thirty minutes nothing is asked', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { name } = await typesClient(provider, 28);
  expect(provider.admin.page.path).toMatch(CLIENT);
  expect((await provider.clients()).map((client) => client.name)).toEqual([name]);
});

test('a wrong password asks again and keeps what was typed', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { admin } = provider;
  const { name } = await typesClient(provider, 31);
  await admin.submit('Continue', { unlockPassword: 'not-my-password' });
  expect(admin.page.errorAt('unlockPassword')).toBe('This is not your master password. Check it and try again.');
  expect(admin.page.html).not.toContain('not-my-password');
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(admin.page.path).toMatch(CLIENT);
  expect((await provider.clients()).map((client) => client.name)).toEqual([name]);
});

test('what is not right in the form is said after unlocking', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { admin } = provider;
  await admin.visit(`${provider.path}/clients/new`);
  await minutesPass(31);
  await admin.submit('Add organization', { name: '', email: 'eva@kund.example', seats: '3' });
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect([admin.page.heading, admin.page.errors]).toEqual([
    'New client organization',
    ["Type the organization's name."],
  ]);
  await admin.submit('Add organization', { name: 'Kund' });
  expect(admin.page.path).toMatch(CLIENT);
});

test('five wrong passwords make this session wait, and say for how long', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { admin } = provider;
  await typesClient(provider, 31);
  for (let times = 0; times < 6; times++) await admin.submit('Continue', { unlockPassword: 'not-my-password' });
  expect([admin.page.status, admin.page.answer.headers['retry-after']]).toEqual([429, '2']);
  expect(admin.page.errors).toEqual(['There were too many tries. Wait 2 seconds and try again.']);
  await minutesPass(1);
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(await provider.clients()).toHaveLength(1);
});

test('a new recovery code asks for the password unless it was typed in the last ten minutes', async () => {
  const { admin, path } = await aProvider(world);
  await admin.visit(`${path}/recovery-code`);
  await minutesPass(9);
  await admin.go({ method: 'POST', path: `${path}/recovery-code`, form: {} });
  expect(admin.page.heading).not.toBe(ASKING);
  await minutesPass(2);
  await admin.go({ method: 'POST', path: `${path}/recovery-code`, form: {} });
  expect(admin.page.heading).toBe(ASKING);
  await admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(admin.page.path).toBe(`${path}/recovery-code`);
});

test('a keyring that cannot be unsealed counts as locked', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const other = await aProvider(world);
  const { keyring } = await world.db.findOneByOrFail(Session, { userId: other.admin.id });
  await world.db.update(Session, { userId: provider.admin.id }, { keyring });
  await typesClient(provider, 0);
  expect(provider.admin.page.heading).toBe(ASKING);
  await provider.admin.submit('Continue', { unlockPassword: PASSWORD });
  expect(await provider.clients()).toHaveLength(1);
});

test('after thirty idle minutes the sealed keyring is erased at the next request', async () => {
  const { admin } = await aProvider(world);
  const keyring = async () => (await world.db.findOneByOrFail(Session, { userId: admin.id })).keyring;
  expect(await keyring()).not.toBeNull();
  await minutesPass(31);
  await admin.visit('/account');
  expect(admin.page.heading).toBe('Profile');
  expect(await keyring()).toBeNull();
});

test('the unlock page by itself leads back to a page of ours and nowhere else', async () => {
  const { admin } = await aProvider(world);
  for (const [back, to] of [
    ['/account/sessions', '/account/sessions'],
    ['//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['/\\evil.example', '/'],
  ]) {
    const answer = await admin.send({ path: '/unlock', form: { back, unlockPassword: PASSWORD } });
    expect([answer.status, answer.headers.location]).toEqual([303, to]);
  }
  await admin.visit('/unlock');
  await admin.submit('Continue', { unlockPassword: '' });
  expect(admin.page.errorAt('unlockPassword')).toBe('Type your master password.');
});
