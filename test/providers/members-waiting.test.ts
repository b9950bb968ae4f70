import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import { wordsAsked } from '../support/client.js';
import { afterwards, forgets, renews } from '../support/forgetful.js';
import { lettersTo } from '../support/mail.js';
import { anotherAdmin, aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

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

const memberOf = (person: Person) => world.db.findOneByOrFail(Member, { providerId: provider.id, userId: person.id });
const admins = async () => (await provider.row()).confirmedAdmins;

async function forgetsAndRenews(person: Person): Promise<Person> {
  await renews(world.browser(), await forgets(world, person.email));
  return afterwards(person);
}

async function confirms(person: Person): Promise<void> {
  await admin.visit(`${provider.path}/members?tab=accepted`);
  await admin.click(person.name);
  await admin.click('Confirm');
  const [first, second] = wordsAsked(admin.page.text).map((number) => person.fingerprint[number - 1]);
  await admin.submit(`Confirm as member of ${provider.name}`, { firstWord: first, secondWord: second });
  await admin.unlocksIfAsked();
}

test('an admin who forgets is confirmed again by another admin, and opens the same provider key', async () => {
  const arne = await anotherAdmin(provider);
  expect(await admins()).toBe(2);
  const key = await provider.key();
  const renewed = await forgetsAndRenews(arne);
  expect([await admins(), (await memberOf(arne)).status]).toEqual([1, 'accepted']);
  await renewed.visit(`${provider.path}/clients`);
  expect(renewed.page.status).toBe(404);
  await admin.visit(`${provider.path}/members?tab=accepted`);
  expect(admin.page.rows('Clients')[0].Status).toBe('Needs confirmation Keys renewed');
  await confirms(renewed);
  expect(admin.page.notice).toBe('Arne Admin is confirmed.');
  const { wrappedKey, status } = await memberOf(arne);
  expect([await admins(), status]).toEqual([2, 'confirmed']);
  const opened = renewed.keyring.open(renewed.user.privateKey, wrappedKey as string);
  expect(opened.bytes.equals(key.bytes)).toBe(true);
  await renewed.visit(`${provider.path}/clients`);
  expect(renewed.page.status).toBe(200);
  expect(await lettersTo(world, arne.email)).toContain('confirmed-by-provider');
});

test('wrong words confirm nobody', async () => {
  const renewed = await forgetsAndRenews(await aServiceUser(provider));
  await admin.visit(`${provider.path}/members/${(await memberOf(renewed)).id}/confirmation`);
  await admin.submit(`Confirm as member of ${provider.name}`, { firstWord: 'abacus', secondWord: 'zoom' });
  expect(admin.page.errorAt('firstWord')).toBe('One of the two words differs.');
  expect((await memberOf(renewed)).status).toBe('accepted');
});

test('a service user who forgets is no admin less', async () => {
  const renewed = await forgetsAndRenews(await aServiceUser(provider));
  expect([await admins(), (await memberOf(renewed)).status]).toEqual([1, 'accepted']);
  await confirms(renewed);
  expect([await admins(), (await memberOf(renewed)).status]).toEqual([1, 'confirmed']);
});

test('of two admins who forget at the same time, one stays until the code opens the keys', async () => {
  const arne = await anotherAdmin(provider);
  const browsers = [world.browser(), world.browser()];
  await browsers[0].visit(await forgets(world, admin.email));
  await browsers[1].visit(await forgets(world, arne.email));
  const password = 'walrus-teapot-lantern-sixty';
  const form = { password, passwordAgain: password };
  const answers = await Promise.all(browsers.map((browser) => browser.send({ path: '/key-renewal', form })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  expect(await admins()).toBe(1);
});

test('members of one provider are not there for another', async () => {
  const renewed = await forgetsAndRenews(await aServiceUser(provider));
  const other = await aProvider(world);
  await other.admin.visit(`${other.path}/members/${(await memberOf(renewed)).id}/confirmation`);
  expect(other.admin.page.status).toBe(404);
});

test('with one confirmed admin the Clients page asks for a second', async () => {
  const words = 'You are the only confirmed admin. If you forget your master password';
  await admin.visit(`${provider.path}/clients`);
  expect(admin.page.text).toContain(words);
  await anotherAdmin(provider);
  await admin.visit(`${provider.path}/clients`);
  expect(admin.page.text).not.toContain(words);
});

test('a service user may not confirm members', async () => {
  const siv = await (await aServiceUser(provider)).signsIn();
  await siv.visit(`${provider.path}/members`);
  expect(siv.page.status).toBe(403);
});
