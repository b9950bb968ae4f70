import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { Provider as ProviderRow } from '../../src/providers/provider.entity.js';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { setsUpTwoStep } from '../support/authenticator.js';
import { lettersTo } from '../support/mail.js';
import { anotherAdmin, aProvider, aServiceUser, aStranger, PASSWORD, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const SET_UP = '/account/two-step/authenticator/new';

test('a new provider requires it: its first admin sets it up, then sees the recovery code of the provider', async () => {
  const admin = world.browser();
  await admin.visit(`/setup/${await makeSetupLink(world.operator)}`);
  const email = `${unique('asa')}@nordic.example`;
  const named = { providerName: unique('Nordic IT'), name: 'Åsa Öberg', email, emailAgain: email };
  await admin.submit('Set up', { ...named, password: PASSWORD, passwordAgain: PASSWORD });
  expect(admin.page.heading).toBe('Set up two-step login');
  expect(admin.page.text).toContain(`${named.providerName} requires two-step login of its members.`);
  expect(admin.page.link('Cancel')).toBeUndefined();
  await setsUpTwoStep(world, admin);
  expect(admin.page.path).toMatch(/^\/providers\/[^/]+\/recovery-code$/);
  expect(admin.page.text).toMatch(/([0-9A-Z]{4}-){7}[0-9A-Z]{4}/);
});

test('until it is set up no route of the portal does anything but lead there', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient();
  const { admin } = provider;
  await world.db.update(ProviderRow, { id: provider.id }, { requiresTwoStep: true }); // they are signed in already
  const ids: Record<string, string> = { providerId: provider.id, orgId: client.id, step: 'import', month: '2026-01' };
  const open = new Set(['/healthz', '/readyz', '/metrics', SET_UP, '/account/two-step/authenticator', '/sign-out']);
  const shut = world.routes.filter(({ path }) => !open.has(path));
  expect(shut.length).toBeGreaterThan(80);
  for (const { method, path } of shut) {
    const address = path.replace(/:(\w+)/g, (_, name) => ids[name] ?? client.id);
    const { status, headers } = await admin.send({ method, path: address, form: method === 'GET' ? undefined : {} });
    expect([method, path, status, headers.location?.split('?')[0]]).toEqual([method, path, 303, SET_UP]);
  }
  expect(await world.db.countBy(Event, { kind: 'client.created', providerId: provider.id })).toBe(1);
});

test('a link’s secret is not carried along, and htmx is sent there too', async () => {
  const { admin, path } = await aProvider(world, { twoStep: true });
  const { headers } = await admin.send({ path: '/invitations/a-secret' });
  expect(headers.location).toBe(SET_UP);
  const partial = await admin.send({ path: `${path}/clients?search=x`, headers: { 'hx-request-type': 'partial' } });
  expect([partial.status, partial.headers['hx-redirect']]).toEqual([204, SET_UP]);
});

test('once it is set up one is where one wanted to go; and one can sign out instead', async () => {
  const provider = await aProvider(world, { twoStep: true });
  const siv = await aServiceUser(provider);
  await siv.visit(`${provider.path}/clients?sort=name`);
  expect(siv.page.path).toBe(`${SET_UP}?back=${encodeURIComponent(`${provider.path}/clients?sort=name`)}`);
  await siv.submit('Sign out');
  expect(siv.page.heading).toBe('Sign in');
  await siv.signsIn();
  expect(siv.page.heading).toBe('Set up two-step login');
  await setsUpTwoStep(world, siv);
  expect(siv.page.heading).toBe('Clients');
});

test('owners of clients, and people of other providers, choose themselves', async () => {
  const provider = await aProvider(world);
  const owner = await (await provider.startsClient()).confirmedOwner();
  await world.db.update(ProviderRow, { id: provider.id }, { requiresTwoStep: true });
  expect((await owner.visit('/account/two-step')).status).toBe(200);
  expect(owner.page.heading).toBe('Two-step login');
});

test('an admin requires it and lifts it again; those concerned are mailed, and the log tells', async () => {
  const provider = await aProvider(world);
  const { admin, path } = provider;
  const [arne, siv] = [await anotherAdmin(provider), await aServiceUser(provider)];
  await setsUpTwoStep(world, arne);
  await admin.visit(`${path}/settings`);
  await admin.submit('Require it of all members');
  expect(admin.page.heading).toBe('Set up two-step login');
  const phone = await setsUpTwoStep(world, admin);
  expect(admin.page.path).toBe(`${path}/settings`);
  expect(await lettersTo(world, siv.email)).toEqual(['two-step-required']);
  expect(await lettersTo(world, arne.email)).toEqual(['two-step-set-up']);
  await admin.submit('Require it no more');
  expect(admin.page.notice).toBe('Provider members choose themselves whether they use two-step login.');
  expect(await lettersTo(world, arne.email)).toEqual(['two-step-set-up', 'two-step-not-required']);
  expect((await siv.visit('/')).heading).toBe('Clients');
  await admin.visit(`${path}/events?group=provider`);
  const what = admin.page.rows('What').map((row) => row.What);
  expect(what).toContain('Requires two-step login of all provider members');
  expect(what).toContain('Requires two-step login of provider members no more');
  await world.timePasses(11 * 60_000);
  await admin.visit(`${path}/settings`);
  await admin.submit('Require it of all members');
  await admin.submit('Require it no more');
  expect(admin.page.heading).toBe('Type your master password');
  expect(phone.recoveryCodes).toHaveLength(10);
});

test('the page of members tells who has it', async () => {
  const provider = await aProvider(world);
  const { admin, path } = provider;
  await aServiceUser(provider);
  await setsUpTwoStep(world, admin);
  await admin.visit(`${path}/members`);
  const has = admin.page.rows('Two-step').map((row) => [row.Name.split(' ')[0], row['Two-step']]);
  expect(Object.fromEntries(has)).toEqual({ Åsa: 'On', Siv: 'Off' });
});

test('an invitation accepted with the password of an account asks for its code first', async () => {
  const provider = await aProvider(world);
  const person = await aStranger(world);
  const phone = await setsUpTwoStep(world, person);
  const client = await provider.startsClient({ email: person.email });
  const browser = world.browser();
  await browser.visit(await client.invitation());
  await browser.submit('Sign in and accept', { password: PASSWORD });
  expect([browser.page.heading, (await client.owner()).status]).toEqual(['Two-step login', 'invited']);
  await browser.submit('Continue', { code: phone.newCode() });
  await browser.submit('Accept the invitation');
  expect([browser.page.path, (await client.owner()).status]).toEqual(['/invitation/accepted', 'accepted']);
});
