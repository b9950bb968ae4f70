import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Event } from '../../src/audit/event.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import { aProvider, aServiceUser } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
let provider: Provider;
beforeAll(async () => {
  world = await openWorld();
  provider = await aProvider(world, { teams: 10, currency: 'EUR' });
});
afterAll(() => world.close());

/** RFC 4180, as a spreadsheet reads it. */
const read = (csv: string) =>
  csv
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .map(([, cell]) => cell)
        .slice(0, -1)
        .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)),
    );

const download = async () => {
  await provider.admin.visit(`${provider.path}/clients`);
  return provider.admin.click('CSV');
};

const HOSTILE = ['=1+2', '+46 8', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x'];

test('every client is a line, with its numbers and its price', async () => {
  await provider.hasClients(1, () => ({ name: 'Björk, "Co"', reference: 'K-1', seats: 12, plan: 'enterprise' }));
  const { answer } = await download();
  expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
  expect(answer.headers['cache-control']).toBe('no-store');
  const [heads, ...lines] = read(answer.body);
  expect(heads).toEqual(['Client', 'Id', 'reference', 'Assigned', 'Used', 'Remaining', 'Plan', 'Estimated total']);
  const [{ id }] = await provider.clients();
  expect(lines).toEqual([['Björk, "Co"', id, 'K-1', '12', '1', '11', 'Enterprise', '€72.00']]);
});

test.each(HOSTILE)('a cell that begins like %s is text for a spreadsheet', async (name) => {
  await provider.hasClients(1, () => ({ name, reference: name }));
  const lines = read((await download()).answer.body);
  const line = lines.find(([client]) => client.slice(1) === name);
  expect(line?.[0]).toBe(`'${name}`);
  expect(line?.[2]).toBe(`'${name}`);
});

test('more clients than fit into one reading come all, once, even with one name', async () => {
  const [one] = await provider.clients();
  const copies = Array.from({ length: 2100 }, () => ({ ...one, id: uuid(), name: 'Same' }));
  for (let i = 0; i < copies.length; i += 300) await world.db.insert(Organization, copies.slice(i, i + 300));
  const lines = read((await download()).answer.body).slice(1);
  expect(lines).toHaveLength((await provider.clientNames()).length);
  expect(new Set(lines.map(([, id]) => id)).size).toBe(lines.length);
});

test('an export is an event, with who did it', async () => {
  const serviceUser = await aServiceUser(provider);
  await serviceUser.send({ path: `${provider.path}/clients/export.csv` });
  const events = await world.db.findBy(Event, { kind: 'clients.exported', actorId: serviceUser.id });
  expect(events).toMatchObject([{ providerId: provider.id, capacity: 'service user', actorName: 'Siv Service' }]);
});

test('in Swedish the heads are Swedish', async () => {
  const swedish = await aProvider(world, { locale: 'sv', currency: 'SEK' });
  const { body } = await swedish.admin.send({ path: `${swedish.path}/clients/export.csv` });
  expect(read(body)[0]).not.toContain('Assigned');
});
