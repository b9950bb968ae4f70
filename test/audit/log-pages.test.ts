import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aProvider } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('an owner reads in two clicks what the provider did', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient({ name: 'Läsarna' });
  const owner = await client.confirmedOwner();
  await provider.admin.visit(`${client.path}/vault`);
  await owner.visit('/');
  await owner.click('Event log');
  const { text } = owner.page;
  expect(text).toContain('Added the client Läsarna');
  expect(text).toContain('Opened the client Läsarna');
  expect(text).toContain('provider admin');
  await owner.click('Your provider');
  expect(owner.page.text).toContain('Last visits');
});

test('a log is filtered by person, kind and dates', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient({ name: 'Filtret' });
  await world.deliverMail();
  const { admin } = provider;
  const path = `${provider.path}/events`;
  const rows = async (query: string) => (await admin.visit(`${path}?${query}`)).rows().length;
  const all = await rows('');
  expect(all).toBeGreaterThan(2);
  expect(await rows('group=clients')).toBeLessThan(all);
  expect(await rows(`person=${encodeURIComponent(admin.name.split(' ')[0])}`)).toBeGreaterThan(0);
  expect((await admin.visit(`${path}?person=nobody-of-that-name`)).text).toContain('No event fits');
  const today = world.clock.now().toISOString().slice(0, 10);
  expect(await rows(`from=${today}&to=${today}`)).toBe(all);
  expect((await admin.visit(`${path}?to=2020-01-01`)).text).toContain('No event fits');
  expect(client.name).toBe('Filtret');
});

test('pages of a log show every entry once, and the exports hold them all', async () => {
  const provider = await aProvider(world, { teams: 500 });
  for (let n = 0; n < 30; n++) await provider.startsClient();
  const { admin } = provider;
  await world.deliverMail();
  const seen: string[] = [];
  let page = await admin.visit(`${provider.path}/events`);
  for (;;) {
    seen.push(...page.rows().map((row) => JSON.stringify(row)));
    if (!page.text.includes('Next page')) break;
    page = await admin.click('Next page');
  }
  const lines = (await admin.send({ path: `${provider.path}/events/export.jsonl` })).body.trim().split('\n');
  expect(seen.length).toBe(lines.length);
  const entries: { at: string; number: number }[] = lines.map((line) => JSON.parse(line));
  expect(entries.map(({ number }) => number).sort((one, other) => one - other)).toEqual(lines.map((_, i) => i + 1));
  expect(entries.map(({ at }) => at)).toEqual(
    entries
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const csv = (await admin.send({ path: `${provider.path}/events/export.csv` })).body.trim().split('\r\n');
  expect(csv.length).toBe(lines.length + 1);
});

test('a button checks the log and says so', async () => {
  const provider = await aProvider(world);
  await provider.startsClient();
  await provider.admin.visit(`${provider.path}/events`);
  await provider.admin.submit('Check the log');
  expect(provider.admin.page.notice).toMatch(/\d+ entries checked; the log is whole/);
});
