import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Collection } from '../../src/collections/collection.entity.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { anUpload } from '../members/files.js';
import { aLogin, hasImport, hasItems } from '../support/items.js';
import { openWorld, type World } from '../support/world.js';
import { type Expected, MATRIX } from './matrix.js';
import { ROLES, type Role, type Scene, scene } from './people.js';

let world: World;
let stage: Scene;
let names: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  stage = await scene(world);
  const { provider, client } = stage;
  await world.deliverMail();
  const { id: mailId } = await world.db.findOneByOrFail(Mail, { providerId: provider.id });
  const { id: memberId } = await client.owner();
  const { id: collectionId } = await world.db.findOneByOrFail(Collection, { organizationId: client.id });
  const groupId = await client.hasGroup('Everybody');
  const [itemId] = await hasItems(client, [aLogin()]);
  const month = world.clock.now().toISOString().slice(0, 7);
  const word = 'x'.repeat(43);
  names = {
    providerId: provider.id,
    orgId: client.id,
    memberId,
    collectionId,
    groupId,
    uploadId: await anUpload(world, client),
    mailId,
    additionId: memberId,
    browserId: memberId,
    token: word,
    session: word,
    itemId,
    importId: await hasImport(client),
    secret: 'password',
    step: 'import',
    month,
  };
});
afterAll(() => world.close());

const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test('the table has every route, and no route that is not there', () => {
  expect(MATRIX.map(keyOf).sort()).toEqual(world.routes.map(keyOf).sort());
});

/** What somebody before changed is as it was. */
async function setBack(): Promise<void> {
  await world.db.query('DELETE FROM checklist_marks WHERE organization_id = ?', [stage.client.id]);
  await world.db.query("UPDATE imports SET state = 'live' WHERE id = ?", [names.importId]);
  await world.db.query('UPDATE providers SET requires_two_step = 0 WHERE id = ?', [stage.provider.id]);
}

async function answer(role: Role, { method, path }: Expected): Promise<string> {
  if (method !== 'GET') await setBack();
  const address = path.replace(/:(\w+)/g, (_, name) => names[name]);
  const form = method === 'GET' ? undefined : {};
  const { status, headers } = await stage.people[role].send({ method, path: address, form });
  return status === 303 && headers.location?.startsWith('/sign-in') ? 'in' : String(status);
}

describe('who gets which answer', () => {
  test.each(MATRIX.map((row) => [keyOf(row), row] as const))('%s', async (_, row) => {
    const answers: Record<string, string> = {};
    for (const role of ROLES) answers[role] = await answer(role, row);
    expect(answers).toEqual(row.answers);
  });
});
