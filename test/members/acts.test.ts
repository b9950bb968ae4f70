import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { lettersTo } from '../support/mail.js';
import { aMembership, type Membership, removes, sends } from '../support/members.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let client: Client;
let provider: Person;
let owner: Membership;
let admin: Membership;
let user: Membership;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const made = await aProvider(world, { enterprise: 20 });
  provider = made.admin;
  client = await made.startsClient({ plan: 'enterprise', seats: 6 });
  owner = await aMembership(client, { role: 'owner', name: 'Olga Ägare' });
  admin = await aMembership(client, { role: 'admin', name: 'Adam Admin' });
  user = await aMembership(client, { name: 'Ulla User' });
});

describe('revoking', () => {
  test('ends access at once, frees the seat, keeps what there was, and the member is told', async () => {
    await user.person.visit(`${client.path}/vault`);
    expect(user.person.page.status).toBe(200);
    const { wrappedKey } = (await user.row()) as { wrappedKey: string };
    await owner.person.visit(user.path);
    await owner.person.submit('Revoke');
    expect(owner.person.page.notice).toBe('1 member is revoked; their access has ended.');
    expect(owner.person.page.facts.Status).toMatch(/^Revoked /);
    expect(await user.row()).toMatchObject({ status: 'revoked', wrappedKey });
    expect(await client.row()).toMatchObject({ occupied: 3 });
    await user.person.visit(`${client.path}/vault`);
    expect(user.person.page.status).toBe(404);
    expect(await lettersTo(world, user.person.email)).toEqual(['member-revoked']);
    const [event] = await client.events('member.revoked');
    expect(event).toMatchObject({ targetName: user.person.email, capacity: 'owner' });
  });

  test('of an invited person kills the link; restored, a new one is sent', async () => {
    const invited = await client.owner();
    const link = await client.invitation();
    await aMembership(client, { role: 'owner' });
    expect((await sends(provider, client, 'revocations', [invited.id])).status).toBe(303);
    const guest = world.browser();
    await guest.visit(link);
    expect(guest.page.status).toBe(410);
    expect((await sends(provider, client, 'restorations', [invited.id])).status).toBe(303);
    expect(await client.owner()).toMatchObject({ status: 'invited', revokedAt: null });
    await guest.visit(await client.invitation());
    expect(guest.page.heading).toBe(`Join ${client.name}`);
  });
});

describe('restoring', () => {
  test('goes back to the state before: the key opens again', async () => {
    await sends(owner.person, client, 'revocations', [user.id]);
    await owner.person.visit(user.path);
    await owner.person.submit('Restore');
    expect(await user.row()).toMatchObject({ status: 'confirmed', revokedAt: null });
    await user.person.visit(`${client.path}/vault`);
    expect(user.person.page.status).toBe(200);
    expect(await lettersTo(world, user.person.email)).toEqual(['member-revoked', 'member-restored']);
  });

  test('needs seats, for all or for none, and says how many are missing', async () => {
    const others = [await aMembership(client, {}), await aMembership(client, {})];
    const ids = others.map(({ id }) => id);
    await sends(owner.person, client, 'revocations', ids);
    await aMembership(client, {});
    const { status, body } = await sends(owner.person, client, 'restorations', ids);
    expect(status).toBe(422);
    expect(body).toContain('1 seat is missing. Nobody was restored');
    for (const { row } of others) expect(await row()).toMatchObject({ status: 'revoked' });
  });
});

describe('removing', () => {
  test('asks once more, with names, and takes everything of the membership', async () => {
    await owner.person.visit(user.path);
    await owner.person.submit('Remove');
    expect(owner.person.page.heading).toBe('Remove members?');
    expect(owner.person.page.text).toContain('Ulla User');
    await removes(owner.person, client, [user.id]);
    expect(await user.row()).toBeNull();
    expect(await client.row()).toMatchObject({ occupied: 3 });
    expect(await lettersTo(world, user.person.email)).toEqual(['member-removed']);
    expect(await client.events('member.removed')).toHaveLength(1);
  });
});

describe('who may not', () => {
  const refusals = async (by: Membership | Person, ids: string[]) => {
    const who = 'person' in by ? by.person : by;
    const answers = [await sends(who, client, 'revocations', ids), await removes(who, client, ids)];
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    return answers[0].body;
  };

  test('an admin touches no owner, a custom member no admin', async () => {
    expect(await refusals(admin, [owner.id])).toContain('Only owners and provider admins can do this to an owner.');
    const custom = await aMembership(client, { role: 'custom', permissions: ['manage-members'] });
    expect(await refusals(custom, [admin.id])).toContain('Only owners, admins and the provider');
  });

  test('nobody acts on themself', async () => {
    expect(await refusals(admin, [admin.id])).toContain('This is your own membership');
  });

  test('nobody takes away the last confirmed owner; an invited one does not count', async () => {
    expect(await refusals(provider, [owner.id])).toContain('One confirmed owner always remains.');
    expect(await client.row()).toMatchObject({ confirmedOwners: 1 });
  });

  test('until an owner is confirmed, an owner stays invited', async () => {
    const fresh = await (await aProvider(world)).startsClient();
    const { id } = await fresh.owner();
    const { status, body } = await sends(fresh.provider.admin, fresh, 'revocations', [id]);
    expect([status, body]).toEqual([422, expect.stringContaining('Until an owner is confirmed, one stays invited.')]);
  });
});

test('of many, each outcome is told, and what could be done is', async () => {
  const { status, body } = await sends(admin.person, client, 'revocations', [user.id, owner.id, admin.id]);
  expect(status).toBe(422);
  for (const words of ['Ulla User', 'Olga Ägare', 'Adam Admin', '1 member is revoked']) expect(body).toContain(words);
  expect(await user.row()).toMatchObject({ status: 'revoked' });
  expect(await owner.row()).toMatchObject({ status: 'confirmed' });
});

test('of two owners who revoke each other at once, one stays', async () => {
  const second = await aMembership(client, { role: 'owner' });
  const answers = await Promise.all([
    sends(owner.person, client, 'revocations', [second.id]),
    sends(second.person, client, 'revocations', [owner.id]),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
  expect(await client.row()).toMatchObject({ confirmedOwners: 1 });
});
