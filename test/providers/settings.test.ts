import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { aProvider, aServiceUser, type Person, unique } from '../support/people.js';
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
  provider = await aProvider(world, { teams: 50, currency: 'SEK' });
  admin = provider.admin;
});

const save = async (typed: Record<string, string>) => {
  await admin.visit(`${provider.path}/settings`);
  await admin.submit('Save', typed);
};

describe('a provider admin', () => {
  test('changes the provider’s particulars, and the log has old and new', async () => {
    const name = unique('Kattegatt IT');
    await save({ name, phone: '+46 8 123', billingEmail: 'Faktura@MSP.example', locale: 'sv', timeZone: 'UTC' });
    expect(await provider.row()).toMatchObject({ name, phone: '+46 8 123', billingEmail: 'faktura@msp.example' });
    expect(await provider.row()).toMatchObject({ locale: 'sv', timeZone: 'UTC' });
    const [event] = await world.db.findBy(Event, { kind: 'provider.updated', providerId: provider.id });
    expect(JSON.stringify(event.details)).toContain(provider.name);
    expect(JSON.stringify(event.details)).toContain(name);
    await admin.visit('/');
    expect(admin.page.root.text).toContain(name);
  });

  test('saves what stands there without changing anything', async () => {
    await save({});
    expect(admin.page.notice).toBe('The settings are saved.');
    expect(await world.db.countBy(Event, { kind: 'provider.updated', providerId: provider.id })).toBe(0);
    expect(await provider.ledger('teams')).toHaveLength(1);
  });

  test.each([
    ['name', '', 'Type the name of your company.'],
    ['name', 'x'.repeat(51), 'Use at most 50 characters.'],
    ['phone', '1\u202e2', 'Take out line breaks and invisible characters.'],
    ['billingEmail', 'nobody', 'Type one email address, such as name@example.com.'],
    ['teamsMinimum', '-1', 'Type a whole number from 0 to 1,000,000, in digits.'],
    ['enterpriseMinimum', '', 'Type a whole number from 0 to 1,000,000, in digits.'],
    ['teamsPrice', '4,505', 'Type a price from 0 to 100,000 with at most two decimals, such as 4.50.'],
    ['enterprisePrice', '-4', 'Type a price from 0 to 100,000 with at most two decimals, such as 4.50.'],
  ])('is told at %s that %j will not do', async (field, typed, sentence) => {
    await save({ [field]: typed });
    expect(admin.page.status).toBe(422);
    expect(admin.page.errorAt(field)).toBe(sentence);
  });
});

test('a form of the settings without one of its fields changes nothing', async () => {
  await admin.visit(`${provider.path}/settings`);
  const fields = admin.page.form('Save')?.all('input select') ?? [];
  const form = Object.fromEntries(fields.map(({ attributes: { name } }) => [name, admin.page.value(name) ?? '']));
  const before = await provider.row();
  for (const name of Object.keys(form).filter((one) => !['formId', '_token'].includes(one))) {
    const sent = { ...form, name: 'Changed', [name]: undefined };
    const { status } = await admin.send({ method: 'PATCH', path: `${provider.path}/settings`, form: sent });
    expect({ name, status }).toEqual({ name, status: 422 });
  }
  expect(await provider.row()).toEqual(before);
});

describe('the seats bought in any case', () => {
  // Reference §1.4, "Vendor changes a seat minimum": P = max(0, A − M).
  test.each([
    ['more than before, nothing purchased', 20, 60, { purchased: 0, unassigned: 40 }],
    ['more than before, some purchased', 70, 60, { purchased: 10, unassigned: 0 }],
    ['enough for all that were purchased', 70, 80, { purchased: 0, unassigned: 10 }],
    ['fewer, still enough', 20, 30, { purchased: 0, unassigned: 10 }],
    ['fewer than assigned', 40, 30, { purchased: 10, unassigned: 0 }],
    ['none', 40, 0, { purchased: 40, unassigned: 0 }],
  ])('%s: %i assigned, minimum %i', async (_, assigned, minimum, { purchased, unassigned }) => {
    await provider.startsClient({ seats: assigned });
    await save({ teamsMinimum: String(minimum) });
    expect(await provider.pool('teams')).toMatchObject({ minimum, allocated: assigned, purchased });
    const { minimum: M, allocated, purchased: P } = await provider.pool('teams');
    expect(Math.max(0, M - allocated)).toBe(unassigned);
    const ledger = await provider.ledger('teams');
    expect(ledger.at(-1)).toMatchObject({ kind: 'minimum-changed', minimum, purchased: P, seats: 0 });
    expect(ledger.reduce((sum, row) => sum + row.purchasedSeats, 0)).toBe(purchased);
    await admin.visit(`${provider.path}/seats`);
    expect(admin.page.rows()[0]).toMatchObject({ Assigned: String(assigned), Unassigned: String(unassigned) });
  });

  test('and the price stand in the ledger: what changed, by whom, when, at what price', async () => {
    await save({ teamsPrice: '42,50' });
    await provider.startsClient({ seats: 51 });
    await admin.visit(`${provider.path}/seats`);
    const [added, price] = admin.page.rows('When');
    expect(added).toMatchObject({ Plan: 'Teams', Seats: '+51', Purchased: '+1', Price: 'SEK 42.50', By: 'Åsa Öberg' });
    expect(added.When).toMatch(/\d{4}.*\d{2}:\d{2}.*(CET|CEST|GMT)/);
    expect(price).toMatchObject({ What: 'Price changed', Seats: '–' });
    expect(admin.page.rows()[0]['Together a month']).toBe('SEK 2,167.50');
  });

  test('the ledger goes over several pages, each change once, the newest first', async () => {
    const client = await provider.startsClient({ seats: 5 });
    for (let seats = 6; seats < 60; seats++) {
      const form = { formId: crypto.randomUUID(), name: client.name, reference: '', seats: String(seats) };
      await admin.send({ method: 'PATCH', path: client.managed, form });
    }
    await admin.visit(`${provider.path}/seats`);
    const first = admin.page.rows('When');
    await admin.click('Next page');
    const all = [...first, ...admin.page.rows('When')].filter(({ Plan }) => Plan === 'Teams');
    expect(all.map((row) => row['Assigned after'])).toEqual([
      ...Array.from({ length: 55 }, (_, i) => String(59 - i)),
      '0',
    ]);
  });
});

test('a service user neither sees nor changes them', async () => {
  const serviceUser = await aServiceUser(provider);
  await serviceUser.visit(`${provider.path}/settings`);
  expect(serviceUser.page.status).toBe(403);
  expect(serviceUser.page.text).toContain('Ask a provider admin to do it.');
});
