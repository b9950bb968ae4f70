import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { User } from '../../src/accounts/user.entity.js';
import { Event } from '../../src/audit/event.entity.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { OrganizationKeys } from '../../src/client-orgs/organization-keys.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { readRecoveryCode, recoveryKey } from '../../src/keys/recovery-code.js';
import type { Client } from '../support/client.js';
import { afterwards, forgets, NEW_PASSWORD, renews } from '../support/forgetful.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world, { teams: 20 });
});

const memberOf = (person: Person) => world.db.findOneByOrFail(Member, { providerId: provider.id, userId: person.id });
const shown = (person: Person) => /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(person.page.text)?.[0] ?? '';
const kinds = async (where: object) => (await world.db.findBy(Event, where)).map(({ kind }) => kind);

describe('a confirmed owner who forgets', () => {
  let client: Client;
  let owner: Person;
  const keyOf = async (person: Person) =>
    person.keyring.open(person.user.privateKey, (await client.owner()).wrappedKey as string);
  beforeEach(async () => {
    client = await provider.startsClient();
    owner = await client.confirmedOwner();
  });

  test('is Accepted again, gives no rights and still counts as owner', async () => {
    const before = await client.owner();
    await renews(world.browser(), await forgets(world, owner.email));
    expect(await client.owner()).toMatchObject({ status: 'accepted', wrappedKey: null, acceptedAt: before.acceptedAt });
    expect(await client.row()).toMatchObject({ confirmedOwners: 1, waiting: 1, occupied: 1, standing: 0 });
    owner = await afterwards(owner);
    for (const path of [client.path, `${client.path}/vault`]) {
      await owner.visit(path);
      expect(owner.page.status).toBe(404);
    }
  });

  test('is confirmed again, and the same key opens with the new key pair', async () => {
    const key = await keyOf(owner);
    const browser = world.browser();
    await renews(browser, await forgets(world, owner.email));
    await browser.submit('Sign in', { email: owner.email, password: NEW_PASSWORD });
    const old = owner;
    owner = await afterwards(owner);
    expect(browser.page.heading).toBe('Your fingerprint phrase');
    expect(browser.page.text).toContain(owner.fingerprint[0]);
    await client.confirms(old);
    expect(provider.admin.page.errors[0]).toBe('One of the two words differs.');
    await client.confirms(owner);
    expect((await keyOf(owner)).bytes.equals(key.bytes)).toBe(true);
    expect(await client.owner()).toMatchObject({ status: 'confirmed', renewedAt: null });
    expect(await client.row()).toMatchObject({ confirmedOwners: 1, waiting: 0, occupied: 1 });
    await owner.visit(`${client.path}/vault`);
    expect(owner.page.status).toBe(200);
  });

  test('those who can confirm are told why, by mail and on the client’s page', async () => {
    const siv = await aServiceUser(provider);
    await renews(world.browser(), await forgets(world, owner.email));
    const { admin } = provider;
    await admin.visit(client.path);
    expect(admin.page.facts.Invitation).toMatch(/^Keys renewed on /);
    expect(admin.page.text).toContain('They forgot their master password and set a new one');
    await admin.click('Confirm as owner');
    expect(admin.page.text).toContain('They were confirmed before.');
    expect(await lettersTo(world, admin.email)).toEqual(expect.arrayContaining(['member-keys-renewed']));
    await world.hoursPass(1);
    const { letter, text } = await lastMailTo(world, admin.email);
    expect(letter).toBe('people-waiting');
    expect(text).toContain(`${owner.email}: keys renewed`);
    expect(text).not.toContain('They accepted their invitation');
    expect(await lettersTo(world, siv.email)).toEqual(['member-keys-renewed']);
    expect(await lettersTo(world, owner.email)).toContain('keys-renewed');
    expect(await kinds({ organizationId: client.id, providerId: provider.id })).toContain('member.keys-renewed');
    expect(await kinds({ userId: owner.id })).toContain('keys.renewed');
  });

  test('a confirmation page from before is worth nothing', async () => {
    await renews(world.browser(), await forgets(world, owner.email));
    owner = await afterwards(owner);
    const { admin } = provider;
    await admin.visit(await client.ownerPath('confirmation'));
    await renews(world.browser(), await forgets(world, owner.email));
    await admin.submit(`Confirm as owner of ${client.name}`, { notCompared: true });
    expect(admin.page.errors.join()).toContain('has changed since. Nothing was confirmed');
    expect(await client.row()).toMatchObject({ confirmedOwners: 1, waiting: 1 });
  });

  test('who turns out to be somebody else is taken back, and counts no more', async () => {
    await renews(world.browser(), await forgets(world, owner.email));
    await provider.admin.visit(client.path);
    await provider.admin.submit('Not this person');
    expect(await client.owner()).toMatchObject({ status: 'invited', userId: null, confirmedAt: null, renewedAt: null });
    expect(await client.row()).toMatchObject({ confirmedOwners: 0, waiting: 0, occupied: 1 });
  });
});

test('who was never confirmed stays Accepted, and is counted once when confirmed', async () => {
  const client = await provider.startsClient();
  const owner = await client.acceptedOwner();
  await renews(world.browser(), await forgets(world, owner.email));
  expect(await client.row()).toMatchObject({ confirmedOwners: 0, waiting: 1 });
  await client.confirms(await afterwards(owner));
  expect(await client.row()).toMatchObject({ confirmedOwners: 1, waiting: 0 });
});

describe('a provider’s only confirmed admin', () => {
  test('renews with the recovery code, and confirms an owner who had accepted before', async () => {
    const client = await provider.startsClient();
    const owner = await client.acceptedOwner();
    const key = await provider.key();
    const link = await forgets(world, provider.admin.email);
    const browser = world.browser();
    await browser.visit(link);
    expect(browser.page.text).toContain(`You are the only confirmed admin of ${provider.name}`);
    expect(browser.page.text).toContain('Without it this page changes nothing.');
    await renews(browser, link, { recoveryCode: ` ${provider.recoveryCode.toLowerCase().replaceAll('-', ' ')} ` });
    await browser.submit('Sign in', { email: provider.admin.email, password: NEW_PASSWORD });
    const code = shown(browser as Person);
    expect([browser.page.heading, code === provider.recoveryCode]).toEqual(["Your provider's recovery code", false]);
    const { recoveryKey: wrapped } = await provider.row();
    expect(decrypt(wrapped, recoveryKey(readRecoveryCode(code))).equals(key.bytes)).toBe(true);
    expect(() => decrypt(wrapped, recoveryKey(readRecoveryCode(provider.recoveryCode)))).toThrow();
    await browser.submit('I have kept it', { lastGroup: code.slice(-4) });
    const admin = await afterwards(provider.admin);
    expect(await memberOf(admin)).toMatchObject({ status: 'confirmed' });
    expect((await provider.row()).confirmedAdmins).toBe(1);
    await client.confirms(owner, admin);
    expect(await client.owner()).toMatchObject({ status: 'confirmed' });
    const opened = owner.keyring.open(owner.user.privateKey, (await client.owner()).wrappedKey as string);
    const current = { ...(await provider.current(admin)), client: { id: client.id } } as never;
    expect(opened.bytes.equals((await world.get(OrganizationKeys).open(current)).bytes)).toBe(true);
    expect(await kinds({ providerId: provider.id })).toEqual(
      expect.arrayContaining(['recovery-code.used', 'recovery-code.made']),
    );
  });

  test.each([
    ['no code', ''],
    ['a code that is none', 'ABCD'],
    ['a wrong code', '7KQ2-7KQ2-7KQ2-7KQ2-7KQ2-7KQ2-7KQ2-9XZ0'],
  ])('changes nothing with %s', async (_, recoveryCode) => {
    const { admin } = provider;
    const state = async () => [
      await world.db.findOneByOrFail(User, { id: admin.id }),
      await memberOf(admin),
      await provider.row(),
    ];
    const before = await state();
    const browser = world.browser();
    const link = await forgets(world, admin.email);
    await renews(browser, link, { recoveryCode });
    expect(browser.page.status).toBe(422);
    expect(browser.page.errorAt('recoveryCode')).not.toBe('');
    expect(await state()).toEqual(before);
    await admin.visit(`${provider.path}/clients`);
    expect(admin.page.heading).toBe('Clients');
    await browser.visit(link);
    expect(browser.page.heading).toBe('Set a new master password');
    const refused = await world.db.countBy(Event, { kind: 'recovery-code.refused', providerId: provider.id });
    expect(refused).toBe(recoveryCode ? 1 : 0);
  });
});
