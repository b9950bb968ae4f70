import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aProvider, aServiceUser } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('an owner reads in two clicks what the provider did here last week, and nothing else', async () => {
  const provider = await aProvider(world);
  const client = await provider.startsClient({ name: 'Läsarna' });
  const owner = await client.confirmedOwner('Olle Ägare');
  await world.daysPass(20);
  const siv = await (await aServiceUser(provider)).signsIn();
  await siv.visit(`${client.path}/vault`);
  await owner.signsIn();
  await owner.visit(`${client.path}/collections/new`);
  await owner.submit(`Add to ${client.name}`, { name: 'Egna' });
  await owner.click('Your provider');
  await owner.click('What they did in the last seven days');
  const whoAndWhat = () => owner.page.rows().map(({ Who, What }) => `${Who} ${What}`);
  expect(whoAndWhat()).toEqual([expect.stringMatching(/^Siv Service ?service user Opened the client Läsarna$/)]);
  await owner.submit('Filter', { from: '', to: '' });
  expect(whoAndWhat().join()).toContain('Added the client Läsarna');
  expect(whoAndWhat().join()).not.toMatch(/Egna|Olle Ägare ?owner/);
  await owner.submit('Filter', { by: '' });
  expect(whoAndWhat().join()).toContain('Created the collection Egna');
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
  const today = world.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
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
