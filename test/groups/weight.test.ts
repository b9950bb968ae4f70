import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let client: Client;
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
  client = await (await aProvider(world, { teams: 20 })).startsClient({ seats: 20 });
  owner = await client.hasMember({ role: 'owner' });
  const groups: string[] = [];
  for (let i = 0; i < 60; i++) groups.push(await client.hasGroup(`Avdelning ${i} Göteborg`));
  for (let i = 0; i < 119; i++) {
    const collection = await client.hasCollection(`Funktion ${i % 20}/Område & mer ${i}`);
    const levels = groups
      .filter((_, at) => (at * 7 + i * 13) % 4 === 0)
      .map((id, at) => [collection, id, [1, 3, 5, 7, 15][(at * i) % 5]]);
    await world.db.query('INSERT INTO group_access VALUES ?', [levels]);
  }
}, 60_000);
afterAll(() => world.close());

const bytesOf = async (path: string) => {
  const { bytes, body } = await owner.send({ path, headers: { 'accept-encoding': 'gzip' } });
  return { html: Buffer.byteLength(body), compressed: bytes };
};

test('the access matrix of 60 groups and 120 collections is at most 700 kB of HTML, 60 kB compressed', async () => {
  const { html, compressed } = await bytesOf(`${client.path}/access`);
  expect(html).toBeGreaterThan(300_000);
  expect(html).toBeLessThanOrEqual(700_000);
  expect(compressed).toBeLessThanOrEqual(60_000);
});

test.each(['vault', 'groups'])('50 rows of %s are at most 30 kB of HTML', async (noun) => {
  expect((await bytesOf(`${client.path}/${noun}`)).html).toBeLessThanOrEqual(30_000);
});

test('the whole matrix is sent at once, and only what was changed is written', async () => {
  await owner.visit(`${client.path}/access`);
  const of = (name: string) => owner.page.root.all((one) => one.attribute('name') === name);
  const values = (name: string) => of(name).map((one) => one.attribute('value') ?? '');
  const [x, was] = [values('x'), values('was')[0]];
  expect(x).toHaveLength(7200);
  const at = was.indexOf('0');
  const form = { collectionIds: values('collectionIds'), groupIds: values('groupIds'), was, x: x.with(at, '4') };
  const { status } = await owner.send({ method: 'PATCH', path: `${client.path}/access`, form });
  expect(status).toBe(303);
  expect(await client.events('collection.access-changed')).toHaveLength(1);
  const all = { ...form, x: x.map(() => '2'), preview: 'yes', was: [...was].with(at, '4').join('') };
  const { body } = await owner.send({ method: 'PATCH', path: `${client.path}/access`, form: all });
  expect(body).toContain('cells are changed, nothing is saved yet');
});
