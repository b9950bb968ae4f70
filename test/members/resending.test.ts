import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import type { Client } from '../support/client.js';
import { lastMailTo, lettersTo } from '../support/mail.js';
import { aProvider, type Person, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';
import { memberAt, memberOf } from './company.js';

let world: World;
let client: Client;
let owner: Person;
let emails: string[];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await (await aProvider(world)).startsClient({ plan: 'enterprise', seats: 20 });
  owner = await client.confirmedOwner();
  emails = ['anna', 'bo'].map((word) => `${unique(word)}@kund.example`);
  await owner.visit(`${client.path}/members/new`);
  await owner.submit(`Invite to ${client.name}`, { emails: emails.join() });
});

const linkOf = async (email: string) => new URL((await lastMailTo(world, email)).link).pathname;
const chooses = (names: string[]) =>
  Promise.all(names.map(async (email) => (await memberAt(world, client, email))?.id as string));

describe('invitations of members', () => {
  test('are sent again, several at once; the old links are dead', async () => {
    const old = await linkOf(emails[0]);
    await owner.visit(`${client.path}/members?tab=invited`);
    await owner.submit('Resend', { ids: await chooses(emails) });
    expect(owner.page.notice).toBe('2 people are invited again; the old links are dead.');
    expect((await world.browser().visit(old)).status).toBe(410);
    expect((await world.browser().visit(await linkOf(emails[0]))).status).toBe(200);
    expect(await client.events('invitation.resent')).toHaveLength(2);
  });

  test('are reported one by one when not all can be sent again', async () => {
    const maja = await client.hasMember({ name: 'Maja Medlem' });
    const ids = [...(await chooses(emails.slice(0, 1))), (await memberOf(world, client, maja)).id];
    const { status, body } = await owner.send({ path: `${client.path}/members/invitations`, form: { ids } });
    expect(status).toBe(200);
    expect(body).toContain('Invited again; the old link is dead.');
    expect(body).toContain('Maja Medlem');
    expect(await lettersTo(world, emails[0])).toEqual(['invitation', 'invitation']);
  });

  test('go to another address, and the seat stays one', async () => {
    const member = (await memberAt(world, client, emails[0])) as Member;
    const next = `${unique('right')}@kund.example`;
    await owner.visit(`${client.path}/members/${member.id}`);
    expect(owner.page.button('Resend invitation')).toBeDefined();
    await owner.click('Change address');
    await owner.submit('Invite this address', { email: next });
    expect(owner.page.path).toContain('/members');
    expect(await memberAt(world, client, next)).toMatchObject({ id: member.id, name: next });
    expect(await lettersTo(world, next)).toEqual(['invitation']);
    expect(await client.row()).toMatchObject({ occupied: 3 });
  });

  test('that the wrong person accepted are taken back', async () => {
    const wrong = await client.hasMember({ status: 'accepted', name: 'Fel Person' });
    const { id } = await memberOf(world, client, wrong);
    await owner.send({ method: 'DELETE', path: `${client.path}/members/${id}/acceptance`, form: {} });
    expect(await world.db.findOneBy(Member, { id })).toMatchObject({
      status: 'invited',
      userId: null,
      name: wrong.email,
    });
    expect(await lettersTo(world, wrong.email)).toContain('invitation-taken-back');
    await owner.visit(`${client.path}/members?tab=invited`);
    expect(owner.page.text).toContain('Taken back; not invited at the moment');
  });

  test('of owners are out of an admin’s hands', async () => {
    const admin = await client.hasMember({ role: 'admin' });
    const boss = await client.hasMember({ role: 'owner', status: 'invited' });
    const { id } = (await memberAt(world, client, boss.email)) as Member;
    for (const [method, noun] of [
      ['POST', 'invitation'],
      ['GET', 'address'],
      ['DELETE', 'acceptance'],
    ]) {
      const form = method === 'GET' ? undefined : {};
      expect((await admin.send({ method, path: `${client.path}/members/${id}/${noun}`, form })).status).toBe(403);
    }
    const ids = [id, ...(await chooses(emails))];
    expect((await admin.send({ path: `${client.path}/members/invitations`, form: { ids } })).status).toBe(403);
    expect(await lettersTo(world, emails[0])).toEqual(['invitation']);
  });

  test('that expire are told to the inviter in one mail an hour, not in one for each', async () => {
    await world.daysPass(5.1);
    expect((await lettersTo(world, owner.email)).filter((letter) => letter === 'invitation-expired')).toHaveLength(1);
    await owner.signsIn();
    await owner.visit(`${client.path}/members?tab=invited`);
    expect(owner.page.rows('Groups').map(({ Status }) => Status)).toEqual(
      Array(2).fill('Invited The invitation has expired'),
    );
  });

  test('a browser that sends every button to the same address does nothing instead of another act', async () => {
    const ids = await chooses(emails);
    const form = { ids, act: 'removals' };
    expect((await owner.send({ path: `${client.path}/members/invitations`, form })).status).toBe(422);
    expect(await lettersTo(world, emails[0])).toEqual(['invitation']);
  });
});
