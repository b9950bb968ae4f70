import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { aProvider, aServiceUser, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { aCollection, aGroup, memberAt } from './company.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await provider.startsClient({ plan: 'enterprise', seats: 10 });
  owner = await client.confirmedOwner();
});

const address = (word: string) => `${unique(word)}@kund.example`;
async function invites(who: Person, values: Record<string, string | string[] | boolean>): Promise<void> {
  await who.visit(`${client.path}/members/new`);
  await who.submit(`Invite to ${client.name}`, values);
}

describe('an owner invites people', () => {
  test('by addresses with commas, semicolons, spaces and lines between them; each gets a mail and an event', async () => {
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(address);
    await invites(owner, { emails: `${a}, ${b};${c.toUpperCase()}\n"Eva Ek" <${d}>\n ${e}` });
    expect(owner.page.notice).toBe('5 people are invited.');
    for (const email of [a, b, c, d, e]) {
      expect(await memberAt(world, client, email)).toMatchObject({ status: 'invited', role: 'user' });
      const mail = await lastMailTo(world, email);
      expect(mail.subject).toBe(`${client.name}: you are invited`);
      expect(mail.text).toContain('Eva Ägare');
    }
    expect(await client.row()).toMatchObject({ occupied: 6, remaining: 4 });
    expect(await client.events('member.invited')).toHaveLength(5);
  });

  test('with role, groups and access, which stand in the event', async () => {
    const [sales, hr] = [await aGroup(world, client, 'Sälj'), await aGroup(world, client, 'HR')];
    const shared = await aCollection(world, client, 'Gemensamt / Wi-Fi');
    const email = address('ny');
    await invites(owner, {
      emails: email,
      role: 'admin',
      groups: [sales.id, hr.id],
      collections: 'gemensamt / wi-fi',
      levels: '7',
    });
    expect(owner.page.errors).toEqual(['gemensamt / wi-fi stands here twice.']); // each row was filled alike
    await owner.send({
      path: `${client.path}/members`,
      form: [
        ...Object.entries({
          formId: crypto.randomUUID(),
          emails: email,
          role: 'admin',
          collections: 'gemensamt / wi-fi',
          levels: '7',
        }),
        ['groups', sales.id],
        ['groups', hr.id],
      ],
    });
    const member = await memberAt(world, client, email);
    expect(member).toMatchObject({ role: 'admin' });
    const where = { memberId: member?.id };
    expect(await world.db.findBy(GroupMember, where)).toHaveLength(2);
    expect(await world.db.findBy(MemberAccess, where)).toMatchObject([{ collectionId: shared.id, level: 7 }]);
    const [event] = await client.events('member.invited');
    expect(event).toMatchObject({ targetName: email, actorName: owner.name, details: { groups: 'HR, Sälj' } });
  });

  test('with custom permissions in Enterprise, not in Teams', async () => {
    const email = address('custom');
    await invites(owner, { emails: email, role: 'custom', permissions: ['manage-groups', 'manage-members'] });
    expect(await memberAt(world, client, email)).toMatchObject({
      role: 'custom',
      permissions: 'manage-groups manage-members',
    });
    const teams = await provider.startsClient({ seats: 5 });
    const boss = await teams.confirmedOwner();
    await boss.visit(`${teams.path}/members/new`);
    expect(boss.page.text).not.toContain('Custom');
    const form = { formId: crypto.randomUUID(), emails: address('x'), role: 'custom', permissions: 'manage-groups' };
    expect((await boss.send({ path: `${teams.path}/members`, form })).status).toBe(422);
    expect(await teams.row()).toMatchObject({ occupied: 1 });
  });

  test('twice in one list: once, and it says so', async () => {
    const email = address('twice');
    await invites(owner, { emails: `${email} ${email.toUpperCase()}` });
    expect(owner.page.notice).toBe(`1 person is invited. Typed more than once: ${email}.`);
  });

  test('with wrong addresses: each is named and nobody is invited', async () => {
    await invites(owner, { emails: `${address('ok')}, nobody, ${address('fine')}, a@b` });
    expect(owner.page.errorAt('emails')).toBe(
      '“nobody” is no address; “a@b” is no address. Take these out or correct them.',
    );
    expect(owner.page.root.first('textarea')?.text).toContain('nobody');
    expect(await client.row()).toMatchObject({ occupied: 1 });
  });

  test('who are members already, under the invited or the present address: each is named', async () => {
    const maja = await client.hasMember({ name: 'Maja' });
    const gone = await client.hasMember({ status: 'revoked' });
    const present = address('present');
    await world.db.query('UPDATE users SET email = ? WHERE id = ?', [present, maja.id]);
    await invites(owner, { emails: [present, gone.email, address('new')].join() });
    const said = owner.page.errorAt('emails');
    expect(said).toContain(`${present} is a member here already (Confirmed)`);
    expect(said).toContain(`${gone.email} is a member here already (Revoked)`);
    expect(await client.events('member.invited')).toEqual([]);
  });

  test('more than twenty: is sent to the CSV file', async () => {
    await invites(owner, { emails: Array.from({ length: 21 }, (_, i) => address(`p${i}`)).join('\n') });
    expect(owner.page.errorAt('emails')).toBe(
      'These are 21 addresses. Invite at most 20 at once, or more with a CSV file.',
    );
  });

  test('more than there are seats: nobody, and the number that is missing is named', async () => {
    await invites(owner, { emails: Array.from({ length: 12 }, (_, i) => address(`p${i}`)).join(' ') });
    expect(owner.page.errors).toEqual(['3 seats are missing, so nobody was invited: 9 of 10 are free, 12 are needed.']);
    expect(owner.page.link('Ask for seats')).toBeDefined();
    expect(await client.row()).toMatchObject({ occupied: 1 });
  });

  test('with the form sent twice: once', async () => {
    const form = { formId: crypto.randomUUID(), emails: address('once'), role: 'user' };
    for (const _ of [1, 2]) expect((await owner.send({ path: `${client.path}/members`, form })).status).toBe(303);
    expect(await client.row()).toMatchObject({ occupied: 2 });
  });
});

test('of twelve who invite at once for the last seat, exactly one gets it', async () => {
  const small = await provider.startsClient({ seats: 2 });
  const boss = await small.confirmedOwner();
  const forms = Array.from({ length: 12 }, () => ({
    formId: crypto.randomUUID(),
    emails: address('last'),
    role: 'user',
  }));
  const answers = await Promise.all(forms.map((form) => boss.send({ path: `${small.path}/members`, form })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(11).fill(422)]);
  expect(await small.row()).toMatchObject({ occupied: 2, remaining: 0 });
});

test('a provider admin and a service user invite too, and the client’s log has it', async () => {
  for (const who of [provider.admin, await aServiceUser(provider)]) await invites(who, { emails: address('by') });
  const events = await client.events('member.invited');
  expect(events.map(({ capacity }) => capacity)).toEqual(['provider admin', 'service user']);
});

test('who follows the mail accepts, and waits', async () => {
  const email = address('joins');
  await invites(owner, { emails: email });
  const guest = world.browser();
  const { link } = await lastMailTo(world, email);
  await guest.visit(new URL(link).pathname);
  expect(guest.page.text).toContain(`Eva Ägare invites you to ${client.name}.`);
  const password = 'gravel-otter-mandolin-quartz';
  await guest.submit('Accept the invitation', { name: 'Nils Ny', password, passwordAgain: password });
  await owner.visit(`${client.path}/members?tab=accepted`);
  expect(owner.page.rows('Groups')[0].Name).toContain('Nils Ny');
});
