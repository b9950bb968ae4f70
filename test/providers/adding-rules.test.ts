import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Addition } from '../../src/providers/addition.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { anotherAdmin, aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { adds, agrees, asksOwner } from './adding.js';
import { leaves } from './leaving.js';

let world: World;
let fresh: Provider;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  fresh = await aProvider(world, { teams: 10 });
  client = await (await aProvider(world)).startsClient();
  owner = await client.confirmedOwner();
  await leaves(client, owner);
});
afterAll(() => world.close());

const question = (provider = fresh) => world.db.findOneBy(Addition, { providerId: provider.id });
const path = async () => `${fresh.path}/additions/${(await question())?.id}`;

test('an address that owns nothing gets the same words, and no mail', async () => {
  const email = `${unique('nobody')}@elsewhere.example`;
  const withProvider = await fresh.startsClient();
  const settled = await withProvider.confirmedOwner();
  for (const address of [email, settled.email]) {
    await asksOwner(fresh, address);
    expect(fresh.admin.page.notice).toContain('a mail is on its way.');
    await world.deliverMail();
    const sent = (await world.db.query("SELECT state FROM mails WHERE letter = 'addition-asked' AND address = ?", [
      address,
    ])) as { state: string }[];
    expect(sent.map(({ state }) => state)).toEqual(['cancelled']);
  }
  await asksOwner(fresh, owner.email);
  await world.deliverMail();
  await fresh.admin.visit('/outbox');
  for (const address of [email, owner.email]) expect(fresh.admin.page.text).not.toContain(address);
});

test('one address is asked five times a day at most, also when each question is withdrawn', async () => {
  for (let times = 0; times < 5; times++) {
    await asksOwner(fresh, owner.email);
    await fresh.admin.submit(`Withdraw the question to ${owner.email}`);
  }
  await asksOwner(fresh, owner.email);
  expect(fresh.admin.page.errorAt('email')).toBe(`You asked ${owner.email} 5 times today. Wait until tomorrow.`);
  const other = await aProvider(world);
  await asksOwner(other, owner.email);
  expect(other.admin.page.notice).toContain('a mail is on its way.');
});

test('asked twice it says so; withdrawn, the question and the key that came with the answer are gone', async () => {
  await asksOwner(fresh, owner.email);
  await asksOwner(fresh, owner.email);
  expect(fresh.admin.page.errorAt('email')).toBe(`You asked ${owner.email} already; withdraw that first.`);
  await agrees(client, owner, fresh);
  expect((await question())?.wrappedKey).toMatch(/^4\./);
  await fresh.admin.visit(`${fresh.path}/additions`);
  await fresh.admin.submit(`Withdraw the question to ${owner.email}`);
  expect(await question()).toBeNull();
  expect(await client.events('addition.withdrawn')).toHaveLength(1);
});

test('the owner declines, also after agreeing, and the admin is told', async () => {
  await asksOwner(fresh, owner.email);
  await agrees(client, owner, fresh);
  await owner.click(fresh.name);
  await owner.submit(`Decline ${fresh.name}`);
  expect(owner.page.notice).toBe(`${fresh.name} is told that you do not want it.`);
  expect(await question()).toBeNull();
  expect((await lastMailTo(world, fresh.admin.email)).subject).toBe(`${owner.email} does not want to be added`);
});

test('a question expires after 14 days', async () => {
  await asksOwner(fresh, owner.email);
  await world.daysPass(15);
  expect(await question()).toBeNull();
  await owner.signsIn();
  await owner.visit(`${client.path}/provider`);
  expect(owner.page.text).not.toContain(fresh.name);
});

test('another admin of the provider cannot add it: the key was handed to who asked', async () => {
  await asksOwner(fresh, owner.email);
  await agrees(client, owner, fresh);
  const arne = await (await anotherAdmin(fresh)).signsIn();
  await adds(client, fresh, '', arne);
  expect(arne.page.errors).toEqual(['Only who asked can add it: the owner handed the key to them.']);
  expect(await client.row()).toMatchObject({ providerId: null });
});

test('another key of the admin than the one compared gets nothing', async () => {
  await asksOwner(fresh, owner.email);
  await owner.visit(`${client.path}/provider`);
  await owner.click(fresh.name);
  const other = await aProvider(world);
  await world.db.query('UPDATE users SET public_key = ? WHERE id = ?', [other.admin.user.publicKey, fresh.admin.id]);
  await owner.submit(`Agree that ${fresh.name} adds ${client.name}`, { notCompared: 'yes' });
  await owner.unlocksIfAsked();
  expect(owner.page.errors).toEqual([
    'The key or address of this admin has changed since. Nothing was handed over; compare again.',
  ]);
  expect((await question())?.wrappedKey).toBeNull();
});

test('of two providers the first one to add it has it, and the key handed to the other is erased', async () => {
  const rival = await aProvider(world, { teams: 10 });
  for (const provider of [fresh, rival]) {
    await asksOwner(provider, owner.email);
    await agrees(client, owner, provider);
  }
  await adds(client, rival);
  expect(await client.row()).toMatchObject({ providerId: rival.id });
  expect(await question()).toBeNull();
  expect(await rival.pool('teams')).toMatchObject({ allocated: 5, clients: 1 });
});

test('sent twice it is added once; nobody else reaches the question', async () => {
  await asksOwner(fresh, owner.email);
  await agrees(client, owner, fresh);
  const stranger = await aProvider(world);
  await stranger.admin.visit(`${stranger.path}/additions/${(await question())?.id}`);
  expect(stranger.admin.page.status).toBe(404);
  const address = `${await path()}/client`;
  await fresh.admin.visit(await path());
  const form = { formId: fresh.admin.page.value('formId'), reference: '' };
  const answers = await Promise.all([1, 2].map(() => fresh.admin.send({ path: address, form })));
  expect(answers.map(({ status }) => status)).toContain(303);
  expect((await fresh.ledger('teams')).filter(({ kind }) => kind === 'client-added')).toHaveLength(1);
});
