import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Event } from '../../src/audit/event.entity.js';
import { Collection } from '../../src/collections/collection.entity.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { anUpload } from '../members/files.js';
import type { Client } from '../support/client.js';
import { aLogin, hasImport, hasItems } from '../support/items.js';
import { openWorld, type Route, type World } from '../support/world.js';
import { MATRIX } from './matrix.js';
import { type Scene, scene } from './people.js';
import { tables } from './tables.js';

let world: World;
let stage: Scene;
let own: Record<string, string>;
let foreign: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  stage = await scene(world);
  await world.deliverMail();
  own = await idsOf(stage.client);
  foreign = await idsOf(stage.foreign.client);
});
afterAll(() => world.close());

async function idsOf(client: Client): Promise<Record<string, string>> {
  const { id: collectionId } = await world.db.findOneByOrFail(Collection, { organizationId: client.id });
  const { id: mailId } = await world.db.findOneByOrFail(Mail, { providerId: client.provider.id });
  return {
    providerId: client.provider.id,
    orgId: client.id,
    memberId: (await client.owner()).id,
    mailId,
    collectionId,
    groupId: await client.hasGroup('Everybody'),
    uploadId: await anUpload(world, client),
    itemId: (await hasItems(client, [aLogin()]))[0],
    importId: await hasImport(client),
    secret: 'password',
    step: 'import',
    month: new Date().toISOString().slice(0, 7),
  };
}

/** Fields of every form, each as it should be, so that nothing is refused for another reason. */
const form = (ids: string[]) => ({
  ...{ formId: randomUUID(), plan: 'teams', name: 'Foreign', email: 'foreign@kund.example', seats: '9', reference: '' },
  ...{ locale: 'en', timeZone: 'UTC', notCompared: 'yes', firstWord: 'a', secondWord: 'b', subject: '', phone: '' },
  ...{ level: '7', who: '', inside: '', externalId: '', x: '4', was: '0' },
  ...{ billingEmail: '', teamsMinimum: '7', teamsPrice: '1', enterpriseMinimum: '7', enterprisePrice: '1', ids },
});

const filled = (path: string, ids: Record<string, string>) => path.replace(/:(\w+)/g, (_, name) => ids[name]);

type Try = [name: string, route: Route, parameter: string];

/** Every route that has an id in its address, once for each of them. */
const TRIES: Try[] = MATRIX.flatMap((route) =>
  [...route.path.matchAll(/:(\w+Id)/g)].map(([, name]): Try => [`${route.method} ${route.path}, ${name}`, route, name]),
);

let before: Record<string, unknown>;
beforeAll(async () => {
  before = await tables(world);
});

describe.each(['admin', 'both'] as const)('another tenant’s id in an address, sent by %s', (role) => {
  test.each(TRIES)('%s: is not there, and nothing is saved', async (_, { method, path }, parameter) => {
    const address = filled(path, { ...own, [parameter]: foreign[parameter] });
    const sent = method === 'GET' ? undefined : form([own.collectionId]);
    const { status, body } = await stage.people[role].send({ method, path: address, form: sent });
    // Whoever may not do it at all hears that first.
    expect([404, ...(role === 'both' && parameter === 'memberId' ? [403] : [])]).toContain(status);
    expect(body).not.toContain(stage.foreign.client.name);
    expect(body).not.toContain(stage.foreign.client.ownerEmail);
    const after = await tables(world);
    const asBefore = before;
    before = after;
    expect(after).toEqual(asBefore);
  });
});

test('a form’s id that somebody else used does nothing for me', async () => {
  const [mine, theirs] = [stage.people.service, stage.people.owner];
  const sent = form([]);
  for (const who of [theirs, mine]) {
    const name = `Form of ${who === mine ? 'mine' : 'theirs'}`;
    await who.send({ path: `${stage.client.path}/collections`, form: { ...sent, name } });
  }
  const names = (await world.db.findBy(Collection, { organizationId: stage.client.id })).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Form of mine', 'Form of theirs']));
});

test.each(['not-a-uuid', '%27', '0'.repeat(36), 'ÅÄÖ', '..%2f..%2fetc'])(
  '%s is no id, and SQL never sees it',
  async (word) => {
    for (const { method, path } of MATRIX.filter((row) => /:\w+Id/.test(row.path))) {
      const address = path.replace(/:(\w+Id)/g, encodeURI(word).replace('%25', '%')).replace(':step', 'import');
      const { status } = await stage.people.admin.send({
        method,
        path: address,
        form: method === 'GET' ? undefined : {},
      });
      expect({ method, path, status }).toEqual({ method, path, status: 404 });
    }
  },
);

test('a try at another tenant stands in the log, with the route and not the address', async () => {
  const { admin } = stage.people;
  await admin.send({ path: `${stage.foreign.client.path}/vault` });
  const events = await world.db.findBy(Event, { kind: 'access.refused', actorId: stage.provider.admin.id });
  expect(events.length).toBeGreaterThan(0);
  expect(events.pop()).toMatchObject({ targetName: '/organizations/:orgId/vault', actorName: 'Åsa Öberg' });
});

test('so does a try at what a service keeps from me, once for each', async () => {
  const { admin } = stage.people;
  const tries = async () =>
    (await world.db.findBy(Event, { kind: 'access.refused', actorId: stage.provider.admin.id })).map(
      ({ targetName, organizationId }) => ({ targetName, organizationId }),
    );
  const before = await tries();
  const path = `${stage.client.path}/members/${foreign.memberId}`;
  expect((await admin.send({ path })).status).toBe(404);
  const [made] = (await tries()).slice(before.length);
  expect(await tries()).toHaveLength(before.length + 1);
  expect(made).toEqual({
    targetName: '/organizations/:orgId/members/:memberId',
    organizationId: stage.client.id,
  });
});
