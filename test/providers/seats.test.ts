import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
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
  provider = await aProvider(world, { teams: 50, teamsPrice: 450 });
  admin = provider.admin;
});

/** The numbers of the card beside the form. */
const card = () => {
  const facts = admin.page.facts;
  return {
    unassigned: facts['Unassigned seats'],
    additional: facts['Additional seats purchased'],
    removed: facts['Purchased seats removed'],
  };
};
const previewed = async (seats: string) => {
  await admin.visit(`${provider.path}/clients/new`);
  await admin.submit('Preview', { name: 'Kept', seats });
  return card();
};
const resize = async (client: Client, seats: string, who = admin, button = 'Save') => {
  await who.visit(`${client.managed}/edit`);
  await who.submit(button, { seats });
};

describe('the worked examples of the reference, §1.4', () => {
  test('creating', async () => {
    await provider.startsClient({ seats: 25 });
    expect(await previewed('20')).toMatchObject({ unassigned: '5', additional: '0' });
    expect(await previewed('30')).toMatchObject({ unassigned: '0', additional: '5' });
    await provider.startsClient({ seats: 30 });
    expect(await provider.pool('teams')).toMatchObject({ purchased: 5, allocated: 55 });
    expect(await previewed('10')).toMatchObject({ unassigned: '0', additional: '10' });
    await provider.startsClient({ seats: 10 });
    expect(await provider.pool('teams')).toMatchObject({ purchased: 15, allocated: 65 });
  });

  test('resizing', async () => {
    await provider.hasClients(2, (i) => ({ seats: [25, 10][i] }));
    const client = await provider.startsClient({ seats: 30 });
    await resize(client, '20', admin, 'Preview');
    expect(card()).toMatchObject({ removed: '10', unassigned: '0', additional: '0' });
    await resize(client, '20');
    expect(await provider.pool('teams')).toMatchObject({ purchased: 5, allocated: 55 });
    const other = await provider.startsClient({ seats: 21 });
    await resize(other, '1');
    expect(await provider.pool('teams')).toMatchObject({ purchased: 6, allocated: 56 });
    await resize(client, '1', admin, 'Preview');
    expect(card()).toMatchObject({ removed: '6', unassigned: '13' });
  });
});

describe('the preview', () => {
  test('shows what it costs, keeps what was typed, and saves nothing', async () => {
    await previewed('60');
    expect(admin.page.status).toBe(200);
    expect(card().additional).toBe('10');
    expect(admin.page.facts['10 × €4.50']).toBe('€45.00 a month');
    expect(admin.page.text).toContain('Recorded in your ledger. Clientele charges nobody.');
    expect(admin.page.value('name')).toBe('Kept');
    expect(admin.page.value('seats')).toBe('60');
    expect(await provider.clients()).toEqual([]);
  });

  test('is a fragment for htmx, the same numbers in it, and says by what it varies', async () => {
    await admin.visit(`${provider.path}/clients/new`);
    const path = `${provider.path}/clients/new`;
    const target = admin.page.root.first((one) => one.has('hx-get') || one.has('hx-post'));
    const method = target?.has('hx-post') ? 'POST' : 'GET';
    const asked = method === 'POST' ? { form: { plan: 'teams', seats: '60' } } : {};
    const query = method === 'POST' ? '' : '?plan=teams&seats=60';
    const answer = await admin.send({
      method,
      path: path + query,
      ...asked,
      headers: { 'hx-request-type': 'partial' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^<aside[^>]* id="preview"/);
    expect(answer.body).not.toContain('<html');
    expect(answer.body).toMatch(/Additional seats purchased<\/dt><dd>10<\/dd>/);
    expect(answer.headers.vary).toContain('HX-Request-Type');
  });

  test.each(['', '0', '-1', 'many', '1e3'])(
    '%j is no number of seats: the card shows the seats as they are',
    async (typed) => {
      expect(await previewed(typed)).toMatchObject({ unassigned: '50', additional: '0' });
      expect(admin.page.status).toBe(200);
      expect(admin.page.text).toContain('Seats now');
    },
  );
});

describe('a client’s seats', () => {
  test('are never fewer than those in use', async () => {
    const client = await provider.startsClient({ seats: 25 });
    await world.db.query('UPDATE organizations SET occupied = 3, remaining = seats - 3 WHERE id = ?', [client.id]);
    await resize(client, '2');
    expect(admin.page.status).toBe(422);
    expect(admin.page.errorAt('seats')).toBe('3 of 25 seats are in use; choose 3 or more.');
    expect(await provider.pool('teams')).toMatchObject({ allocated: 25 });
    expect(await provider.ledger('teams')).toHaveLength(2);
    await resize(client, '3');
    expect(await client.row()).toMatchObject({ seats: 3, remaining: 0 });
    await admin.visit('/');
    expect(admin.page.rows()[0]).toMatchObject({ Remaining: '0', Status: 'No seats left' });
  });

  test('change together with the name, and the log tells old and new', async () => {
    const client = await provider.startsClient({ seats: 5, name: 'Before' });
    await admin.visit(`${client.managed}/edit`);
    await admin.submit('Save', { name: 'After', reference: 'K-7', seats: '8' });
    expect(admin.page.notice).toBe('After is saved.');
    expect(await client.row()).toMatchObject({ name: 'After', reference: 'K-7', seats: 8, remaining: 7 });
    const [renamed] = await client.events('client.renamed');
    expect(renamed).toMatchObject({
      actorName: 'Åsa Öberg',
      capacity: 'provider admin',
      details: { old: 'Before', new: 'After' },
    });
    expect(await client.events('seats.changed')).toMatchObject([{ details: { old: 5, new: 8 } }]);
  });

  test('left as they are, leave no trace', async () => {
    const client = await provider.startsClient({ seats: 5 });
    await resize(client, '5');
    for (const kind of ['seats.changed', 'client.renamed', 'client.updated']) {
      expect(await client.events(kind)).toEqual([]);
    }
    expect(await provider.ledger('teams')).toHaveLength(2);
  });
});

describe('a service user', () => {
  test('changes seats within those unassigned, and cannot cause a purchase', async () => {
    const client = await provider.startsClient({ seats: 40 });
    const serviceUser = await aServiceUser(provider);
    await resize(client, '50', serviceUser);
    expect(serviceUser.page.notice).toBe(`${client.name} is saved.`);
    await resize(client, '43', serviceUser);
    await resize(client, '51', serviceUser);
    expect(serviceUser.page.status).toBe(422);
    expect(serviceUser.page.errorAt('seats')).toBe('7 seats are unassigned. Ask a provider admin to purchase more.');
    expect(await provider.pool('teams')).toMatchObject({ allocated: 43, purchased: 0 });
  });
});

describe('a purchase', () => {
  test('is mailed to the billing address, and stands in the ledger and the log', async () => {
    const billing = `${unique('billing')}@msp.example`;
    await admin.visit(`${provider.path}/settings`);
    await admin.submit('Save', { billingEmail: billing });
    await provider.startsClient({ seats: 50 });
    expect(await lettersTo(world, billing)).toEqual([]);
    const client = await provider.startsClient({ seats: 7 });
    const mail = await lastMailTo(world, billing);
    expect(mail.subject).toBe('7 seats were purchased');
    for (const part of [client.name, 'Åsa Öberg', '€4.50', '€31.50', 'Teams']) expect(mail.text).toContain(part);
    await admin.visit(`${provider.path}/seats`);
    const [newest] = admin.page.rows('When');
    expect(newest).toMatchObject({
      What: `Client added: ${client.name}`,
      Seats: '+7',
      Purchased: '+7',
      By: 'Åsa Öberg',
    });
    expect(await world.db.findBy(Event, { kind: 'seats.purchased', providerId: provider.id })).toHaveLength(1);
  });
});
