import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, aServiceUser, type Person } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Membership;
let three: Membership[];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world, { enterprise: 20 });
  client = await provider.startsClient({ plan: 'enterprise', seats: 12 });
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  three = [];
  for (const name of ['Anna', 'Bo', 'Cia']) three.push(await aMembership(client, { name, status: 'accepted' }));
});

/** Opens the page for these members, as the buttons of the list do. */
const chooses = (by: Person, members: Membership[]) =>
  by.go({ path: `${client.path}/members/confirmations/new`, form: { ids: members.map(({ id }) => id) } });

/** What would be sent, each row's words from the person themself; `wrong` are mistaken. */
function typed(by: Person, wrong: Membership[] = []) {
  const inputs = by.page.root.all('input');
  const named = (name: string) => inputs.filter((one) => one.attribute('name') === name);
  const words = (name: string, ids: string[]) =>
    named(name).map((input, i) => {
      const position = Number(/Word number (\d)/.exec(input.attribute('aria-label') ?? '')?.[1]);
      const member = three.find(({ id }) => id === ids[i]) as Membership;
      return wrong.includes(member) ? 'wrong' : member.person.fingerprint[position - 1];
    });
  const ids = named('ids').map((one) => one.attribute('value') as string);
  const subjects = named('subjects').map((one) => one.attribute('value') as string);
  const [formId] = named('formId').map((one) => one.attribute('value') as string);
  return { formId, ids, subjects, firstWords: words('firstWords', ids), secondWords: words('secondWords', ids) };
}
const posts = (by: Person, form: ReturnType<typeof typed> & { notCompared?: string[] }) =>
  by.go({ path: `${client.path}/members/confirmations`, form });
const statuses = async () => Promise.all(three.map(async ({ row }) => (await row())?.status));

test('three people are confirmed on one page, each with words of their own', async () => {
  const { person } = owner;
  await chooses(person, three);
  expect(person.page.heading).toBe(`Confirm members of ${client.name}`);
  expect(person.page.rows().map(({ Name }) => Name.split(' ')[0])).toEqual(['Anna', 'Bo', 'Cia']);
  for (const { person: one } of three) expect(person.page.html).not.toContain(one.fingerprint.join(' '));
  await posts(person, typed(person));
  expect(await statuses()).toEqual(Array(3).fill('confirmed'));
  expect(await client.row()).toMatchObject({ waiting: 0, occupied: 5 });
  const key = await client.key();
  for (const { person: one, row } of three) {
    const opened = one.keyring.open(one.user.privateKey, (await row())?.wrappedKey as string);
    expect(opened.bytes.equals(key.bytes)).toBe(true);
    expect(await lettersTo(world, one.email)).toEqual(['confirmed']);
  }
  expect(await client.events('member.confirmed')).toHaveLength(3);
});

test('a wrong row stays on the page and says why; the others are confirmed', async () => {
  const { person } = owner;
  await chooses(person, three);
  await posts(person, typed(person, [three[1]]));
  expect(person.page.status).toBe(422);
  expect(await statuses()).toEqual(['confirmed', 'accepted', 'confirmed']);
  expect(person.page.text).toContain('2 members are confirmed and can open the vault.');
  expect(person.page.text).toContain('One of the two words differs.');
  expect(person.page.rows()).toHaveLength(1);
  expect(await client.events('member.words-refused')).toHaveLength(1);
  await posts(person, typed(person));
  expect(await statuses()).toEqual(Array(3).fill('confirmed'));
});

test('not compared is said for each, and stands in the log', async () => {
  const { person } = owner;
  await chooses(person, three);
  await posts(person, { ...typed(person, [three[0]]), notCompared: [three[0].id] });
  expect(await statuses()).toEqual(Array(3).fill('confirmed'));
  const details = (await client.events('member.confirmed')).map((event) => JSON.stringify(event.details));
  expect(details.filter((one) => one.includes('not compared'))).toHaveLength(1);
});

test('owners, admins and people of the provider are told to be confirmed one by one; nobody is dropped', async () => {
  const admin = await aMembership(client, { role: 'admin', status: 'accepted', name: 'Adam' });
  const hers = await aMembership(client, { status: 'accepted', person: await aServiceUser(provider) });
  const { person } = owner;
  await chooses(person, [...three, admin, hers, owner]);
  const refused = person.page.rows('Why').map(({ Name, Why }) => [Name.split(' ')[0], Why]);
  expect(refused).toEqual([
    ['Adam', 'Owners, admins and people of the provider are confirmed one by one.'],
    ['Olga', 'Does not wait for confirmation.'],
    ['Siv', 'Owners, admins and people of the provider are confirmed one by one.'],
  ]);
  expect(person.page.rows('Two words of the fingerprint phrase')).toHaveLength(3);
});

describe('who waits is announced', () => {
  test('to owners, admins, custom members with the right and the provider, each hour once', async () => {
    const readers = [
      owner,
      await aMembership(client, { role: 'admin' }),
      await aMembership(client, { role: 'custom', permissions: ['manage-members'] }),
    ];
    const user = await aMembership(client, {});
    await client.acceptedOwner();
    for (const { person } of [readers[0]]) {
      const { letter, text } = await lastMailTo(world, person.email);
      expect([letter, text]).toEqual(['people-waiting', expect.stringContaining(three[0].person.email)]);
    }
    for (const { person } of readers) expect(await lettersTo(world, person.email)).toEqual(['people-waiting']);
    expect(await lettersTo(world, provider.admin.email)).toContain('people-waiting');
    expect(await lettersTo(world, user.person.email)).toEqual([]);
    const [, admin] = readers;
    const { text } = await lastMailTo(world, admin.person.email);
    expect(text).not.toContain(client.ownerEmail); // only owners and the provider confirm an owner
  });

  test('to the provider only as its switch allows', async () => {
    await world.db.query("UPDATE organizations SET provider_confirms = 'never' WHERE id = ?", [client.id]);
    await client.acceptedOwner();
    expect(await lettersTo(world, provider.admin.email)).not.toContain('people-waiting');
    expect(await lettersTo(world, owner.person.email)).toEqual(['people-waiting']);
  });
});
