import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import { fingerprintPhrase } from '../../src/keys/fingerprint.js';
import type { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { aProvider, aStranger, PASSWORD } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let guest: Browser;
let link: string;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await provider.startsClient();
  link = await client.invitation();
  guest = world.browser();
});

const NEW = { name: 'Eva Ägare', password: PASSWORD, passwordAgain: PASSWORD };
const accept = async (browser = guest, typed = NEW) => {
  await browser.visit(link);
  await browser.submit('Accept the invitation', typed);
};

describe('the link', () => {
  test('can be opened by twenty scanners and a HEAD, and is still good', async () => {
    for (let i = 0; i < 20; i++) expect((await world.browser().visit(link)).status).toBe(200);
    expect((await world.browser().send({ method: 'HEAD', path: link })).status).toBe(303);
    expect(await client.owner()).toMatchObject({ status: 'invited', userId: null });
    await accept();
    expect(guest.page.path).toBe('/invitation/accepted');
    expect(await client.owner()).toMatchObject({ status: 'accepted', wrappedKey: null });
  });

  test('leads to an address that does not hold its secret, and no page names it', async () => {
    await guest.visit(link);
    expect(guest.page.path).toBe('/invitation');
    const token = link.split('/').pop() as string;
    expect(guest.page.html).not.toContain(token);
    expect([...guest.cookies.values()].join()).not.toContain(token);
    expect(JSON.stringify(world.log)).not.toContain(token);
  });

  test('shows who invites whom to what, and until when', async () => {
    await guest.visit(link);
    expect(guest.page.heading).toBe(`Join ${client.name}`);
    expect(guest.page.text).toContain(
      `Åsa Öberg of ${provider.name} invites you to become an owner of ${client.name}.`,
    );
    expect(guest.page.facts['Invited address']).toBe(client.ownerEmail);
    expect(guest.page.facts['Valid until']).toMatch(/\d{1,2} \p{L}+ \d{4}/u);
  });

  test.each(['x', 'x'.repeat(43), '%00', '../providers', "' OR 1=1"])('%j is no invitation', async (token) => {
    expect((await guest.visit(`/invitations/${encodeURIComponent(token)}`)).status).toBe(404);
    expect((await guest.visit('/invitation')).status).toBe(404);
  });
});

describe('accepting with a new account', () => {
  test('ends with the fingerprint phrase and what it is for, signed in, with nothing to open yet', async () => {
    await accept();
    const user = await world.db.findOneByOrFail(User, { email: client.ownerEmail });
    expect(user).toMatchObject({ name: 'Eva Ägare', locale: 'en', timeZone: 'Europe/Stockholm' });
    expect(guest.page.root.all('li').map((one) => one.text)).toEqual(
      expect.arrayContaining(fingerprintPhrase(user.id, user.publicKey)),
    );
    expect(guest.page.text).toContain('two of these words');
    expect((await guest.visit(`${client.path}/vault`)).status).toBe(404);
    expect((await guest.visit(client.path)).status).toBe(404);
  });

  test.each([
    ['name', '', 'Type your name.'],
    ['password', 'short', 'Use at least 12 characters; four or five random words are good.'],
    ['passwordAgain', 'another', 'Type the same password twice.'],
  ])('is refused at %s, and the invitation stays good', async (field, typed, sentence) => {
    const both = field === 'password' ? { passwordAgain: typed } : {};
    await accept(guest, { ...NEW, [field]: typed, ...both });
    expect(guest.page.status).toBe(422);
    expect(guest.page.errorAt(field)).toBe(sentence);
    expect(await client.owner()).toMatchObject({ status: 'invited' });
    await guest.submit('Accept the invitation', NEW);
    expect(guest.page.path).toBe('/invitation/accepted');
  });

  test('refuses a password made of the client’s or the provider’s name', async () => {
    link = await (await (await aProvider(world, { name: 'Kattegatt Drift' })).startsClient()).invitation();
    const password = 'Kattegatt-2024-Kattegatt';
    await accept(guest, { ...NEW, password, passwordAgain: password });
    expect(guest.page.errorAt('password')).toMatch(/^This is made of a name or address/);
  });

  test('twice at once makes one account and one member', async () => {
    const browsers = [guest, world.browser(), world.browser()];
    await Promise.all(browsers.map((browser) => browser.visit(link)));
    const answers = await Promise.all(browsers.map((browser) => browser.send({ path: '/invitation', form: NEW })));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    for (const { status } of answers) expect([303, 410, 422]).toContain(status);
    expect(await world.db.countBy(User, { email: client.ownerEmail })).toBe(1);
    expect(await client.row()).toMatchObject({ waiting: 1, occupied: 1 });
  });
});

describe('accepting with an account that is there', () => {
  test('by its master password, in any browser', async () => {
    const person = await aStranger(world, { email: client.ownerEmail });
    await guest.visit(link);
    expect(guest.page.button('Accept the invitation')).toBeUndefined();
    await guest.submit('Sign in and accept', { password: 'not the password' });
    expect(guest.page.status).toBe(422);
    expect(guest.page.errors).toHaveLength(1);
    await guest.submit('Sign in and accept', { password: PASSWORD });
    expect(guest.page.path).toBe('/invitation/accepted');
    expect(await client.owner()).toMatchObject({ status: 'accepted', userId: person.id });
  });

  test('by one press, for who is signed in', async () => {
    const person = await aStranger(world, { email: client.ownerEmail });
    await person.visit(link);
    await person.submit('Accept the invitation');
    expect(person.page.notice).toBe(`You accepted. ${provider.name} now has to confirm you.`);
    expect(await client.owner()).toMatchObject({ status: 'accepted', userId: person.id });
  });

  test('a wrong account hears whom it is for and what to do, and cannot press on', async () => {
    const other = await aStranger(world);
    await other.visit(link);
    expect(other.page.text).toContain(
      `You are signed in as ${other.email}, but the invitation is for another address.`,
    );
    expect(other.page.button('Accept the invitation')).toBeUndefined();
    const pressed = await other.send({ path: '/invitation/acceptance', form: {} });
    expect(pressed.status).toBe(422);
    expect(pressed.body).toContain(`This invitation is for ${client.ownerEmail}.`);
    expect(await client.owner()).toMatchObject({ status: 'invited', userId: null });
    await other.submit('Sign out');
    await accept(other);
    expect(other.page.path).toBe('/invitation/accepted');
  });
});

test('no table holds the link’s secret in clear', async () => {
  const token = link.split('/').pop() as string;
  for (const { tableName } of world.dataSource.entityMetadatas) {
    const rows = await world.db.query(`SELECT * FROM ${tableName}`);
    expect({ tableName, found: JSON.stringify(rows).includes(token) }).toEqual({ tableName, found: false });
  }
  await accept();
  expect(await world.db.countBy(Invitation, { email: client.ownerEmail, state: 'used' })).toBe(1);
});
