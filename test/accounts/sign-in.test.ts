import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Session } from '../../src/accounts/session.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { aStranger, PASSWORD, unique } from '../support/people.js';
import { statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function tries(email: string, password = 'not-my-password') {
  const browser = world.browser();
  await browser.visit('/sign-in');
  await browser.submit('Sign in', { email, password });
  return browser.page;
}

test('a known and an unknown address are refused in the same words, by the same statements', async () => {
  const { email } = await aStranger(world);
  const unknown = `${unique('nobody')}@elsewhere.example`;
  const run = {
    known: await statementsDuring(() => tries(email)),
    unknown: await statementsDuring(() => tries(unknown)),
  };
  const said = [await tries(email), await tries(unknown)];
  expect(run.known.length).toBeGreaterThan(5);
  expect(run.unknown.map((sql) => sql.replace(unknown, email))).toHaveLength(run.known.length);
  const verbs = (statements: string[]) => statements.map((sql) => sql.split(' ').slice(0, 3).join(' '));
  expect(verbs(run.unknown)).toEqual(verbs(run.known));
  expect(said.map(({ status, errors }) => [status, errors])).toEqual(
    Array(2).fill([422, ['This address and master password do not belong together. Check both and try again.']]),
  );
});

test('waiting is the same for both too', async () => {
  const { email } = await aStranger(world);
  const unknown = `${unique('nobody')}@elsewhere.example`;
  for (let times = 0; times < 5; times++) for (const one of [email, unknown]) await tries(one);
  for (const one of [email, unknown]) {
    const { status, errors, answer } = await tries(one);
    // Two seconds, of which a busy machine has let one go by.
    expect([status, errors, answer.headers['retry-after']]).toEqual([
      429,
      [expect.stringMatching(/^There were too many tries\. Wait [12] seconds? and try again\.$/)],
      expect.stringMatching(/^[12]$/),
    ]);
  }
});

test.each([
  ['nothing', { email: '', password: '' }, ['Type your email address.', 'Type your master password.']],
  ['no address', { email: 'sten', password: 'x' }, ['Type one email address, such as name@example.com.']],
  ['a whole book', { email: 'sten@elsewhere.example', password: 'x'.repeat(129) }, ['Use at most 128 characters.']],
])('%s is refused at the field', async (_, { email, password }, errors) => {
  const page = await tries(email, password);
  expect([page.status, page.errors]).toEqual([422, errors]);
});

test('repeated and missing fields are refused like empty ones', async () => {
  const browser = world.browser();
  for (const form of [{ email: ['a@b.example', 'c@d.example'], password: 'x' }, { password: 'x' }]) {
    await browser.go({ path: '/sign-in', form });
    expect([browser.page.status, browser.page.errors]).toEqual([422, ['Type your email address.']]);
  }
});

test('signing in leads back to the page that was asked for, on this site', async () => {
  const { email } = await aStranger(world);
  for (const [back, to] of [
    ['/account/sessions', '/account/sessions'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/Łódź', '/'],
    ['', '/'],
  ]) {
    const answer = await world.browser().send({ path: '/sign-in', form: { email, password: PASSWORD, back } });
    expect([answer.status, answer.headers.location]).toEqual([303, to]);
  }
  const browser = world.browser();
  await browser.visit('/account/sessions');
  await browser.submit('Sign in', { email, password: 'not-my-password' });
  await browser.submit('Sign in', { email, password: PASSWORD });
  expect(browser.page.heading).toBe('Sessions');
});

test('an address is typed with blanks and capitals, a password exactly', async () => {
  const { email } = await aStranger(world);
  expect((await tries(`  ${email.toUpperCase()} `, PASSWORD)).heading).toBe('Profile');
  expect((await tries(email, ` ${PASSWORD}`)).status).toBe(422);
});

test('each sign-in renews the session, and the cookie known before is worth nothing', async () => {
  const person = await aStranger(world);
  const before = person.cookies.get('session') as string;
  await person.visit('/account');
  await person.send({ path: '/sign-in', form: { email: person.email, password: PASSWORD } });
  expect(person.cookies.get('session')).not.toBe(before);
  const thief = world.browser();
  thief.cookies.set('session', before);
  expect((await thief.visit('/account')).heading).toBe('Sign in');
  expect(await world.db.countBy(Session, { userId: person.id })).toBe(1);
});

test('signing in, failing and signing out stand in the log', async () => {
  const person = await (await aStranger(world)).signsIn();
  await tries(person.email);
  await person.visit('/account');
  await person.submit('Sign out');
  const events = await world.db.find(Event, { where: { userId: person.id }, order: { id: 'ASC' } });
  expect(events.map(({ kind }) => kind)).toEqual([
    ...['account.created', 'sign-in.done', 'sign-in.failed', 'sign-out.done'],
  ]);
  expect(JSON.stringify(events)).not.toContain(PASSWORD);
});
