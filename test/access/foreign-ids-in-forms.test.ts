import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Member } from '../../src/client-orgs/member.entity.js';
import type { Client } from '../support/client.js';
import { openWorld, type World } from '../support/world.js';
import { type Scene, scene } from './people.js';
import { tables } from './tables.js';

let world: World;
let stage: Scene;
let own: Ids;
let foreign: Ids;
beforeAll(async () => {
  world = await openWorld();
  stage = await scene(world);
  [own, foreign] = [await idsOf(stage.client), await idsOf(stage.foreign.client)];
});
afterAll(() => world.close());

type Ids = Record<'collection' | 'group' | 'member', string>;

async function idsOf(client: Client): Promise<Ids> {
  const { id: member } = await world.db.findOneByOrFail(Member, { organizationId: client.id });
  return { collection: await client.hasCollection('Tried'), group: await client.hasGroup('Tried'), member };
}

type Fields = Record<string, string | string[]>;
type Try = [method: string, noun: string, kind: keyof Ids, form: (id: string, own: Ids) => Fields];

const giving = { level: '7', who: '' };

/** Every form that has a field for an id, with that id, and with an own one before it. */
const TRIES: Try[] = [
  ['POST', 'collections/deletion', 'collection', (id) => ({ ids: id })],
  ['DELETE', 'collections', 'collection', (id, mine) => ({ ids: [mine.collection, id] })],
  ['POST', 'collections/access/new', 'collection', (id) => ({ ids: id, ...giving })],
  ['PATCH', 'collections/access', 'collection', (id, { group }) => ({ ids: id, to: `group-${group}`, ...giving })],
  ['PATCH', 'collections/access', 'group', (id, mine) => ({ ids: mine.collection, to: `group-${id}`, ...giving })],
  ['PATCH', 'collections/access', 'member', (id, mine) => ({ ids: mine.collection, to: `member-${id}`, ...giving })],
  ['PATCH', 'collections/COLLECTION/access', 'group', (id) => ({ to: `group-${id}`, ...giving })],
  [
    'PATCH',
    'collections/COLLECTION/access',
    'member',
    (id) => ({ given: `member-${id}`, was: '0', levels: '7', ...giving }),
  ],
  ['POST', 'collections', 'group', (id) => ({ name: 'New', inside: '', to: `group-${id}`, ...giving })],
  ['POST', 'collections', 'member', (id) => ({ name: 'New', inside: '', to: `member-${id}`, ...giving })],
  ['POST', 'groups/deletion', 'group', (id) => ({ ids: id })],
  ['DELETE', 'groups', 'group', (id, mine) => ({ ids: [mine.group, id] })],
  ['POST', 'groups/GROUP/members', 'member', (id, mine) => ({ ids: [mine.member, id], who: '' })],
  ['DELETE', 'groups/GROUP/members', 'member', (id, mine) => ({ ids: [mine.member, id], who: '' })],
  ...(['confirmations/new', 'confirmations', 'revocations', 'restorations', 'removals'] as const).flatMap(
    (noun): Try[] => [
      ['POST', `members/${noun}`, 'member', (id) => ({ ids: id })],
      ['POST', `members/${noun}`, 'member', (id, mine) => ({ ids: [mine.member, id] })],
    ],
  ),
  ['DELETE', 'members', 'member', (id, mine) => ({ ids: [mine.member, id] })],
  ['PATCH', 'access', 'collection', (id, { group }) => ({ collectionIds: id, groupIds: group, was: '0', x: '4' })],
  ['PATCH', 'access', 'group', (id, { collection }) => ({ collectionIds: collection, groupIds: id, was: '0', x: '4' })],
];

describe('another tenant’s id in a form is not there, and nothing is saved', () => {
  test.each(TRIES)('%s %s: a %s', async (method, noun, kind, fields) => {
    const path = `${stage.client.path}/${noun.replace('COLLECTION', own.collection).replace('GROUP', own.group)}`;
    for (const who of [stage.people.admin, stage.people.service, stage.people.owner]) {
      const before = await tables(world);
      const form = { formId: randomUUID(), ...fields(foreign[kind], own) };
      const { status, body } = await who.send({ method, path, form });
      expect(status).toBe(404);
      expect(body).not.toContain(stage.foreign.client.name);
      expect(await tables(world)).toEqual(before);
    }
  });

  test.each(TRIES)('%s %s: what is no id, for a %s, is refused', async (method, noun, _, fields) => {
    const path = `${stage.client.path}/${noun.replace('COLLECTION', own.collection).replace('GROUP', own.group)}`;
    const form = { formId: randomUUID(), ...fields('ÅÄÖ', own) };
    const { status } = await stage.people.admin.send({ method, path, form });
    expect([404, 422]).toContain(status);
  });
});

test('no form has a field for an id that is not tried here', async () => {
  const { admin, owner } = stage.people;
  const at = (noun: string) => `${stage.client.path}/${noun}`;
  const pages = [
    ...[`${stage.provider.path}/clients/new`, `${stage.client.managed}/edit`, `${stage.provider.path}/settings`],
    ...[stage.client.path, at('vault'), at('collections/new'), await stage.client.ownerPath('address'), at('access')],
    ...[at(`collections/${own.collection}/edit`), at(`collections/${own.collection}/access?search=a`), at('settings')],
    ...[
      at('groups'),
      at('groups/new'),
      at(`groups/${own.group}/edit`),
      at(`members/${own.member}`),
      at(`groups/${own.group}/members`),
      at('access/starter'),
    ],
  ];
  const names = new Set<string>();
  for (const who of [admin, owner]) {
    for (const path of pages) {
      const { root } = await who.visit(path);
      for (const field of root.all('input select textarea')) names.add(field.attribute('name') ?? '');
    }
  }
  const known = ['collectionIds', 'formId', 'groupIds', 'ids'];
  expect(
    [...names]
      .filter((name) => /ids?$/i.test(name))
      .filter((name) => name !== 'externalId')
      .sort(),
  ).toEqual(known);
  expect(names).toContain('to');
});
