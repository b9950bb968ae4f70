import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aServiceUser, aStranger, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { accepts, confirms, invites, memberAt } from './scene.js';

let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  admin = provider.admin;
});

const events = (kind: string) => world.db.findBy(Event, { providerId: provider.id, kind: kind as Event['kind'] });

test('invited, accepted and confirmed, a service user opens the clients with the provider’s key', async () => {
  const client = await provider.startsClient();
  const siv = await aStranger(world, { name: 'Siv Service' });
  await invites(provider, siv.email);
  expect(admin.page.notice).toBe('1 person is invited.');
  expect(admin.page.rows('Clients')).toEqual([
    expect.objectContaining({ Clients: 'All clients', Role: 'Service user' }),
  ]);
  const { text } = await lastMailTo(world, siv.email);
  expect(text).toContain(`${admin.name} invites you to work for ${provider.name} as Service user.`);
  await accepts(siv);
  expect(siv.page.heading).toBe('Your fingerprint phrase');
  expect(await lettersTo(world, admin.email)).toContain('people-waiting');
  await siv.visit(client.path);
  expect(siv.page.status).toBe(404);
  await confirms(provider, siv);
  expect(admin.page.notice).toBe('Siv Service is confirmed.');
  await siv.visit(`${client.path}/vault`);
  expect(siv.page.status).toBe(200);
  expect(await lettersTo(world, siv.email)).toContain('confirmed-by-provider');
  const { wrappedKey } = await memberAt(provider, siv.email);
  const opened = siv.keyring.open(siv.user.privateKey, wrappedKey as string);
  expect(opened.bytes.equals((await provider.key()).bytes)).toBe(true);
  expect(await events('provider-member.invited')).toHaveLength(1);
});

test('an admin who is confirmed counts, and may invite', async () => {
  const arne = await aStranger(world, { name: 'Arne Admin' });
  await invites(provider, arne.email, { role: 'provider-admin', scope: 'chosen' });
  expect(await memberAt(provider, arne.email)).toMatchObject({ role: 'provider-admin', chosenClients: false });
  await accepts(arne);
  expect((await provider.row()).confirmedAdmins).toBe(1);
  await confirms(provider, arne);
  expect((await provider.row()).confirmedAdmins).toBe(2);
  await arne.visit(`${provider.path}/members?search=${admin.name.slice(0, 3)}`);
  expect(arne.page.rows('Clients')[0].Name).toContain(admin.name);
  await arne.visit(`${provider.path}/members/new`);
  expect(arne.page.status).toBe(200);
});

test('somebody without an account makes one', async () => {
  const email = `${unique('ny')}@msp.example`;
  await invites(provider, email);
  const guest = world.browser();
  await guest.visit(new URL((await lastMailTo(world, email)).link).pathname);
  expect(guest.page.heading).toBe(`Join ${provider.name}`);
  expect(guest.page.facts.Role).toBe('Service user');
  const password = 'walrus-teapot-lantern-sixty';
  await guest.submit('Accept the invitation', { name: 'Nya Nilsson', password, passwordAgain: password });
  expect(guest.page.heading).toBe('Your fingerprint phrase');
  expect(await memberAt(provider, email)).toMatchObject({ status: 'accepted', name: 'Nya Nilsson' });
});

test('up to twenty at once; what is no address and who is a member already is named, and nobody is invited', async () => {
  const siv = await aServiceUser(provider);
  const others = ['a', 'b'].map((word) => `${unique(word)}@msp.example`);
  await invites(provider, [...others, siv.email].join('\n'));
  expect(admin.page.errorAt('emails')).toContain(`${siv.email} is a member here already (Confirmed)`);
  await invites(provider, [...others, 'nobody'].join());
  expect(admin.page.errorAt('emails')).toContain('“nobody” is no address');
  await invites(provider, Array.from({ length: 21 }, (_, i) => `p${i}@msp.example`).join());
  expect(admin.page.errorAt('emails')).toContain('Invite at most 20 at once.');
  expect(await events('provider-member.invited')).toHaveLength(0);
  await invites(provider, others.join());
  expect(admin.page.rows('Clients')).toHaveLength(2);
});

test('an invitation is sent again, to another address, taken back, reminded of and expires', async () => {
  const siv = await aStranger(world, { name: 'Siv Service' });
  const wrong = `${unique('fel')}@msp.example`;
  await invites(provider, wrong);
  await admin.click(wrong);
  await admin.submit('Resend invitation');
  await admin.click(wrong);
  await admin.click('Change address');
  await admin.submit('Invite this address', { email: siv.email });
  await accepts(siv);
  const { id } = await memberAt(provider, siv.email);
  await admin.visit(`${provider.path}/members/${id}`);
  await admin.submit('Not this person');
  expect(await memberAt(provider, siv.email)).toMatchObject({ status: 'invited', userId: null, trouble: 'taken-back' });
  expect(await lettersTo(world, siv.email)).toContain('invitation-taken-back');
  await admin.visit(`${provider.path}/members/${id}`);
  await admin.submit('Resend invitation');
  await world.daysPass(3.1);
  expect(await lettersTo(world, siv.email)).toContain('invitation-reminder');
  await world.daysPass(2.1);
  expect(await lettersTo(world, admin.email)).toContain('invitation-expired');
  expect(await memberAt(provider, siv.email)).toMatchObject({ trouble: 'expired' });
});

test('of one provider, nobody is there for another', async () => {
  const { id } = await memberAt(provider, (await aServiceUser(provider)).email);
  const other = (await aProvider(world)).admin;
  const foreign = (await aProvider(world)).path;
  for (const noun of ['', '/address', '/confirmation']) {
    expect((await other.visit(`${foreign}/members/${id}${noun}`)).status).toBe(404);
    expect((await other.visit(`${provider.path}/members/${id}${noun}`)).status).toBe(404);
  }
});
