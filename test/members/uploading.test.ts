import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { MemberUpload } from '../../src/members/upload.entity.js';
import type { Client } from '../support/client.js';
import { lettersTo } from '../support/mail.js';
import { aProvider, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';
import { aCollection, aGroup, memberAt } from './company.js';
import { mailsGoOut, uploads } from './files.js';

let world: World;
let provider: Provider;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await aProvider(world);
  client = await provider.startsClient({ plan: 'enterprise', seats: 6000 });
  owner = await client.confirmedOwner();
});

const address = (word: string) => `${unique(word)}@kund.example`;
const many = (count: number) =>
  ['email', ...Array.from({ length: count }, (_, i) => `p${i}-${client.id.slice(-8)}@kund.example`)].join('\n');
const problems = () => owner.page.rows('Reason').map(({ Row, Column, Reason }) => [Row, Column, Reason].join(' '));

describe('an owner with a file', () => {
  test('invites everybody in it, with names, roles, groups and access', async () => {
    const [sales] = [await aGroup(world, client, 'Sälj'), await aGroup(world, client, 'Kontor')];
    const wifi = await aCollection(world, client, 'IT / Wi-Fi');
    const [eva, nils] = [address('eva'), address('nils')];
    await uploads(
      owner,
      client,
      `\uFEFFE-post;Namn;Roll;Grupper;Samlingar\n${eva};Eva Ek;Admin;"sälj;Kontor";it / wi-fi=edit\n${nils};;;;\n`,
    );
    expect(owner.page.heading).toBe('people.csv');
    expect(owner.page.answer.headers.refresh).toBe('3');
    const member = await memberAt(world, client, eva);
    expect(member).toMatchObject({ role: 'admin', name: 'Eva Ek', status: 'invited' });
    expect(await memberAt(world, client, nils)).toMatchObject({ role: 'user', name: nils });
    expect(await world.db.findBy(GroupMember, { memberId: member?.id })).toHaveLength(2);
    expect(await world.db.countBy(GroupMember, { groupId: sales.id })).toBe(1);
    const access = await world.db.findBy(MemberAccess, { memberId: member?.id });
    expect(access).toMatchObject([{ collectionId: wifi.id, level: 7 }]);
    expect(await client.row()).toMatchObject({ occupied: 3 });
    await mailsGoOut(world);
    expect(await lettersTo(world, eva)).toEqual(['invitation']);
    const kinds = (await client.events()).map(({ kind }) => kind).filter((kind) => /upload|member\.inv/.test(kind));
    expect(kinds).toEqual(['upload.started', 'member.invited', 'member.invited', 'upload.finished']);
    expect(await client.events('member.invited')).toMatchObject([
      { actorName: owner.name, capacity: 'owner', targetName: eva, details: { groups: 'Kontor, Sälj' } },
      { details: { groups: '–' } },
    ]);
    await owner.visit(owner.page.path);
    expect(owner.page.text).toContain('2 of 2 invitations are written');
    expect(owner.page.answer.headers.refresh).toBeUndefined();
  });

  test('hears of every wrong row before anything happens: row, column and reason', async () => {
    const maja = await client.hasMember({ name: 'Maja' });
    const twice = address('twice');
    const rows = [
      'email,role,groups,collections',
      'nobody,user,,',
      `${twice},boss,,`,
      `${twice},user,Nowhere,`,
      `${maja.email},user,,`,
      `${address('x')},custom,,Nothing=edit`,
      `${address('y')},user,,Default collection=all`,
    ];
    const { status } = await uploads(owner, client, rows.join('\r\n'));
    expect(status).toBe(422);
    expect(owner.page.errors).toEqual(['Nobody was invited: correct these rows of the file and choose it again.']);
    expect(problems()).toEqual([
      '2 email “nobody” is no address',
      '3 role “boss” is no role of a file: owner, admin or user',
      `4 email ${twice} stands in row 3 already`,
      '4 groups There is no group Nowhere here.',
      `5 email ${maja.email} is a member here already (Confirmed)`,
      '6 role “custom” is no role of a file: owner, admin or user',
      '6 collections There is no collection Nothing here.',
      '7 collections “all” is no level of access',
    ]);
    expect(await client.row()).toMatchObject({ occupied: 2 });
    expect(await world.db.countBy(MemberUpload, { organizationId: client.id })).toBe(0);
  });

  test.each([
    ['name,role\nEva,user\n', 'The first row has to name the columns, one of them email.'],
    ['email\n\n\n', 'Nobody stands in this file.'],
    [Buffer.from([0x65, 0x6d, 0x61, 0x69, 0x6c, 0x0a, 0xe5]), 'Save the file as CSV in UTF-8 and choose it again.'],
    ['email\n"x@y.example\n', 'This is not a CSV file: a quotation mark is missing or too much.'],
  ])('that is none is told what to do: %s', async (csv, sentence) => {
    expect((await uploads(owner, client, csv)).status).toBe(422);
    expect(owner.page.errorAt('file')).toBe(sentence);
  });

  test('and too few seats invites nobody, and reads the number that is missing', async () => {
    const small = await provider.startsClient({ seats: 2 });
    const boss = await small.confirmedOwner();
    await uploads(boss, small, ['email', address('a'), address('b'), address('c')].join('\n'));
    expect(boss.page.errors[0]).toMatch(/^2 seats are missing, so nobody was invited/);
    expect(await small.row()).toMatchObject({ occupied: 1 });
    expect(await world.db.countBy(MemberUpload, { organizationId: small.id })).toBe(0);
  });

  test('sent twice invites once', async () => {
    const formId = uuid();
    const csv = `email\n${address('once')}`;
    const locations = [];
    for (const _ of [1, 2]) locations.push((await uploads(owner, client, csv, formId)).headers.location ?? '422');
    expect(await client.row()).toMatchObject({ occupied: 2 });
    expect(await world.db.countBy(MemberUpload, { organizationId: client.id })).toBe(1);
  });

  test('of 5,000 has all of them at once, and is led back from the list to how far it is', async () => {
    await uploads(owner, client, many(5000));
    expect(owner.page.text).toContain('5,000 people are members now');
    expect(await client.row()).toMatchObject({ occupied: 5001, remaining: 999 });
    await owner.visit(`${client.path}/members`);
    await owner.click('See how far it is');
    expect(owner.page.heading).toBe('people.csv');
    await world.db.delete(MemberUpload, { organizationId: client.id }); // the mails of so many are another test's
  }, 60_000);

  test('is mailed as far as the provider’s day goes, of which it leaves some, and the rest tomorrow', async () => {
    const sent = { providerId: provider.id, letter: 'invitation', address: 'x@y.example', ids: {}, state: 'delivered' };
    const at = world.clock.now();
    const ended = { attempts: 0, createdAt: at, endedAt: at };
    await world.db.insert(Mail, Array.from({ length: 4600 }, () => ({ ...sent, ...ended, id: uuid() })) as never);
    await uploads(owner, client, many(250));
    await mailsGoOut(world);
    const upload = () => world.db.findOneByOrFail(MemberUpload, { organizationId: client.id });
    expect(await upload()).toMatchObject({ state: 'live', done: 149 }); // and one was the owner's
    world.clock.forward(25 * 3600 * 1000);
    await mailsGoOut(world);
    expect(await upload()).toMatchObject({ state: 'finished', done: 250 });
  }, 60_000);

  test('more than 5,000 is asked to split it', async () => {
    await uploads(owner, client, many(5001));
    expect(owner.page.errorAt('file')).toContain('Invite at most 5,000 at once.');
  });
});

test('what a server left half staged when it was killed is nobody’s, and swept away', async () => {
  const head = { id: uuid(), organizationId: client.id, fileName: 'half.csv', total: 3, done: 0, starterName: 'Eva' };
  const startedAt = new Date(world.clock.now().getTime() - 2 * 3600 * 1000);
  await world.db.insert(MemberUpload, { ...head, state: 'staged', capacity: 'owner', startedAt });
  expect((await owner.visit(`${client.path}/members/uploads/${head.id}`)).status).toBe(404);
  await mailsGoOut(world);
  expect(await world.db.countBy(MemberUpload, { id: head.id })).toBe(0);
});
