import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Sessions } from '../../src/accounts/sessions.service.js';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, aStranger, PASSWORD, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const NEW = 'walnut-ferry-obelisk-plume';

async function changes(person: Person, password = NEW, present = PASSWORD, again = password) {
  await person.visit('/account/password');
  const typed = { currentPassword: present, password, passwordAgain: again };
  return person.submit('Change the master password', typed);
}

test('a new master password keeps the keys, in this session and after signing in with it', async () => {
  const provider = await aProvider(world, { teams: 50 });
  const { admin } = provider;
  await changes(admin);
  expect(admin.page.notice).toContain('Your master password is changed.');
  await provider.startsClient();
  await admin.signsIn(NEW);
  const client = await provider.startsClient();
  expect((await client.row()).providerId).toBe(provider.id);
  await expect(admin.signsIn(PASSWORD)).rejects.toThrow('do not belong together');
});

test('all other sessions end, the person is told, and the log has it', async () => {
  const person = await aStranger(world);
  const other = world.browser();
  await other.visit('/sign-in');
  await other.submit('Sign in', { email: person.email, password: PASSWORD });
  await changes(person);
  await other.visit('/account');
  expect(other.page.heading).toBe('Sign in');
  await person.visit('/account');
  expect(person.page.heading).toBe('Profile');
  expect((await lastMailTo(world, person.email)).subject).toBe('Your master password was changed');
  expect(await world.db.countBy(Event, { kind: 'password.changed', userId: person.id })).toBe(1);
});

test.each([
  ['another password twice', NEW, `${NEW}!`, 'passwordAgain', 'Type the same password twice.'],
  ['eleven characters', 'abcdefghijk', undefined, 'password', 'Use at least 12 characters'],
  ['a listed one', 'passwordpassword', undefined, 'password', 'lists of common passwords'],
  ['the same one again', PASSWORD, undefined, 'password', 'This is the master password that you have.'],
])('%s is refused at the field, and no password stands in the page', async (_, password, again, field, message) => {
  const person = await aStranger(world);
  await changes(person, password, PASSWORD, again);
  expect(person.page.status).toBe(422);
  expect(person.page.errorAt(field)).toContain(message);
  for (const typed of [password, PASSWORD]) expect(person.page.html).not.toContain(typed);
  await person.signsIn();
});

test('a password made of the provider’s name is refused', async () => {
  const { admin } = await aProvider(world, { name: 'Fjällräven Drift' });
  await changes(admin, 'Fjällräven-Drift-2026');
  expect(admin.page.errorAt('password')).toContain('made of a name or address');
});

test('a wrong present password is refused at its field and throttled from the fifth on, for this session alone', async () => {
  const person = await aStranger(world);
  for (let times = 0; times < 5; times++) await changes(person, NEW, 'not-my-password');
  expect(person.page.errorAt('currentPassword')).toBe('This is not your master password. Check it and try again.');
  await changes(person);
  expect([person.page.status, person.page.answer.headers['retry-after']]).toEqual([429, '2']);
  const kinds = (await world.db.findBy(Event, { userId: person.id })).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'password.refused')).toHaveLength(5);
  const other = await world.browser().send({ path: '/sign-in', form: { email: person.email, password: PASSWORD } });
  expect(other.status).toBe(303);
  await world.timePasses(2000);
  await changes(person);
  expect(person.page.notice).toContain('Your master password is changed.');
});

test('of two changes at once one is made', async () => {
  const person = await aStranger(world);
  const change = (password: string) =>
    person.send({
      path: '/account/password?_method=patch',
      form: { currentPassword: PASSWORD, password, passwordAgain: password },
    });
  const answers = await Promise.all([change(NEW), change(`${NEW}-two`)]);
  // The slower one is refused, or finds that its session was renewed by the faster one.
  const done = answers.filter(({ status, headers }) => status === 303 && !headers.location?.startsWith('/sign-in'));
  expect(done).toHaveLength(1);
  expect(await world.db.countBy(Event, { kind: 'password.changed', userId: person.id })).toBe(1);
});

test('a sign-in with the old password that was under way begins no session', async () => {
  const person = await aStranger(world);
  const before = await world.db.findOneByOrFail(User, { id: person.id });
  await changes(person);
  const verified = { user: before, keyring: person.keyring };
  const entering = { agent: '', newBrowser: false };
  const beginning = world.get(Sessions).begin(world.operator, 'secret', verified, entering);
  await expect(beginning).rejects.toThrow(
    'The master password or two-step login was changed a moment ago. Sign in again.',
  );
});
