import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { Collection } from '../../src/collections/collection.entity.js';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { statementsDuring } from '../support/statements.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world, { teams: 50, currency: 'SEK' });
  admin = provider.admin;
});

test('from the Clients tab to the new client, as the seed tells it', async () => {
  const email = `${unique('eva')}@bjork.example`;
  await admin.visit('/');
  expect(admin.page.link('New client')).toBeDefined();
  await admin.click('New client');
  expect(admin.page.heading).toBe('New client organization');
  await admin.submit('Add organization', {
    ...{ plan: 'enterprise', 'Organization name': 'Björk & Co', 'Client owner email': email, Seats: '25' },
  });
  expect(admin.page.path).toMatch(/^\/organizations\//);
  expect(admin.page.notice).toBe(`Björk & Co is ready, and an invitation goes to ${email}.`);
  expect(admin.page.text).toContain('Set up this client');
  await admin.visit('/');
  expect(admin.page.rows()).toMatchObject([
    {
      Client: `Björk & Co ${email}`,
      Assigned: '25',
      Used: '1',
      Remaining: '24',
      Plan: 'Enterprise',
      Status: 'Owner invited',
    },
  ]);
  await admin.click('Björk & Co');
  expect(admin.page.heading).toBe('Björk & Co collections');
});

describe('a new client has everything', () => {
  test('its keys, its seats, its collection, its invited owner and its events', async () => {
    const client = await provider.startsClient({ plan: 'teams', seats: 20, reference: 'K-1' });
    const row = await client.row();
    expect(row).toMatchObject({
      plan: 'teams',
      seats: 20,
      occupied: 1,
      remaining: 19,
      reference: 'K-1',
      status: 'active',
    });
    const key = SymmetricKey.from(decrypt(row.providerKey as string, await provider.key()));
    expect(decrypt(row.privateKey, key).length).toBeGreaterThan(1000);
    expect(await provider.pool('teams')).toMatchObject({ allocated: 20, purchased: 0, clients: 1 });
    const [opened, created] = await provider.ledger('teams');
    expect(opened).toMatchObject({ kind: 'opened', minimum: 50 });
    expect(created).toMatchObject({ kind: 'client-created', seats: 20, allocated: 20, organizationId: client.id });
    const collections = await world.db.findBy(Collection, { organizationId: client.id });
    expect(collections).toMatchObject([{ name: 'Default collection' }]);
    expect(await client.owner()).toMatchObject({ status: 'invited', email: client.ownerEmail, wrappedKey: null });
    const kinds = (await client.events()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['client.created', 'owner.invited']));
    expect((await lastMailTo(world, client.ownerEmail)).letter).toBe('invitation');
  });

  test('in one transaction', async () => {
    await admin.visit(`${provider.path}/clients/new`);
    const email = `${unique('eva')}@kund.example`;
    const form = { name: unique('Client'), email, seats: '5' };
    const statements = await statementsDuring(() => admin.submit('Add organization', form));
    const writes = statements.filter((sql) => /^(INSERT|UPDATE|DELETE|START|COMMIT)/i.test(sql));
    const [first, last] = [
      writes.findIndex((sql) => /^START/i.test(sql)),
      writes.findIndex((sql) => /^COMMIT/i.test(sql)),
    ];
    const inside = writes.slice(first, last + 1).map((sql) => /^(?:INSERT INTO|UPDATE) `?(\w+)/i.exec(sql)?.[1]);
    for (const table of [
      'organizations',
      'seat_pools',
      'seat_changes',
      'collections',
      'members',
      'invitations',
      'mails',
    ]) {
      expect(inside).toContain(table);
    }
    expect(writes.slice(0, first)).toEqual([]);
  });

  test('or nothing: when the invitation cannot be sent, there is no client', async () => {
    const email = `${unique('eva')}@kund.example`;
    for (let mails = 0; mails < 5; mails++) await provider.startsClient({ email });
    const counted = async () => ({
      clients: (await provider.clients()).length,
      pool: await provider.pool('teams'),
      ledger: (await provider.ledger('teams')).length,
      events: await world.db.countBy(Event, { providerId: provider.id }),
      mails: await world.db.countBy(Mail, { providerId: provider.id }),
      invitations: await world.db.countBy(Invitation, { email }),
    });
    await world.deliverMail(); // whose events come by themselves
    const before = await counted();
    await expect(provider.startsClient({ email })).rejects.toThrow(`${email} was sent 5 invitations today`);
    expect(admin.page.errorAt('email')).toBe(`${email} was sent 5 invitations today. Wait until tomorrow.`);
    expect(await counted()).toEqual(before);
  });

  test('its own language and time zone, where the provider chose others', async () => {
    const client = await provider.startsClient({ locale: 'sv' });
    expect(await client.row()).toMatchObject({ locale: 'sv', timeZone: 'Europe/Stockholm' });
    const [collection] = await world.db.findBy(Collection, { organizationId: client.id });
    expect(collection.name).not.toBe('Default collection');
  });
});

describe('sent twice', () => {
  test('makes one client, and both lead to its page', async () => {
    await admin.visit(`${provider.path}/clients/new`);
    const formId = admin.page.form('Add organization')?.first((one) => one.attribute('name') === 'formId');
    const form = {
      ...{ formId: formId?.attribute('value') as string, plan: 'teams', name: 'Twice', seats: '5', reference: '' },
      ...{ email: `${unique('eva')}@kund.example`, locale: 'en', timeZone: 'UTC' },
    };
    const path = `${provider.path}/clients`;
    const answers = await Promise.all([1, 2, 3].map(() => admin.send({ path, form })));
    answers.push(await admin.send({ path, form }));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    const [client, ...others] = await provider.clients();
    expect(others).toEqual([]);
    expect(new Set(answers.map(({ headers }) => headers.location))).toEqual(new Set([`/organizations/${client.id}`]));
    expect(await provider.pool('teams')).toMatchObject({ allocated: 5, clients: 1 });
    expect(await world.db.countBy(Mail, { address: form.email })).toBe(1);
  });

  test('a form without its id is not taken for a new one', async () => {
    const form = { plan: 'teams', name: 'No id', seats: '5', reference: '', email: 'eva@kund.example', locale: 'en' };
    const answer = await admin.send({ path: `${provider.path}/clients`, form: { ...form, timeZone: 'UTC' } });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Open this page again and send the form from there.');
    expect(await provider.clients()).toEqual([]);
  });
});

test('after half an hour the form asks for the master password, and adds the client once', async () => {
  await admin.visit(`${provider.path}/clients/new`);
  world.clock.forward(40 * 60_000);
  const email = `${unique('eva')}@kund.example`;
  await admin.submit('Add organization', { name: 'Kept <while> locked', email, seats: '1 000', plan: 'enterprise' });
  expect(admin.page.heading).toBe('Type your master password');
  expect(await provider.clients()).toEqual([]);
  await admin.submit('Continue', { unlockPassword: 'wrong' });
  expect(admin.page.errors).toHaveLength(1);
  await admin.unlocksIfAsked();
  expect(admin.page.heading).toBe('Overview');
  expect(await provider.clients()).toMatchObject([{ name: 'Kept <while> locked', seats: 1000, plan: 'enterprise' }]);
});
