import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSetupLink } from '../../src/providers/setup-links.js';
import { setsUpTwoStep } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { wordsAsked } from '../support/client.js';
import { lastMailTo } from '../support/mail.js';
import { unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const [HERS, HIS] = ['Granit-otter-mandolin-kvarts', 'Fagott-lingon-trappa-himmel'];

/** The seed's points 1 to 4, the owner's acceptance and the confirmation. @returns every secret that was used on the way */
async function journey(admin: Browser, owner: Browser): Promise<string[]> {
  const [email, ownerEmail] = [`${unique('asa')}@msp.example`, `${unique('eva')}@kund.example`];
  const setup = await makeSetupLink(world.operator);
  await admin.visit(`/setup/${setup}`);
  const named = { providerName: unique('Nordic IT'), name: 'Åsa Öberg', email, emailAgain: email };
  await admin.submit('Set up', { ...named, password: HERS, passwordAgain: HERS });
  const { seed, recoveryCodes } = await setsUpTwoStep(world, admin);
  const code = /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(admin.page.text)?.[0] as string;
  await admin.submit('I have kept it', { lastGroup: code.slice(-4) });
  await admin.click('New client');
  await admin.submit('Add organization', { name: 'Björk', email: ownerEmail, seats: '5' });
  const client = admin.page.path;
  const link = new URL((await lastMailTo(world, ownerEmail)).link).pathname;
  await owner.visit(link);
  await owner.submit('Accept the invitation', { name: 'Eva', password: HIS, passwordAgain: HIS });
  const phrase = owner.page.root
    .byClass('phrase')[0]
    .all('li')
    .map((one) => one.text);
  await admin.visit(client);
  await admin.click('Confirm as owner');
  const [firstWord, secondWord] = wordsAsked(admin.page.text).map((number) => phrase[number - 1]);
  await admin.submit('Confirm as owner of Björk', { firstWord, secondWord });
  await owner.visit(`${client}/vault`);
  expect(owner.page.heading).toBe('Björk collections');
  const cookies = [admin, owner].flatMap(({ cookies }) =>
    ['session', 'browser'].map((name) => cookies.get(name) ?? ''),
  );
  const ids = cookies.flatMap((cookie) => [cookie, decodeURIComponent(cookie).split('.')[0]]);
  const codes = [code, ...recoveryCodes].flatMap((one) => [one, one.replaceAll('-', '')]);
  return [HERS, HIS, setup, seed, ...codes, link.split('/').pop() as string, ...ids].filter(Boolean);
}

test('nothing secret of the whole journey is in any table or in the log', async () => {
  const secrets = await journey(world.browser(), world.browser());
  expect(secrets.length).toBeGreaterThan(8);
  await world.deliverMail();
  const places: [string, string][] = [['the log', JSON.stringify(world.log)]];
  for (const { tableName } of world.dataSource.entityMetadatas) {
    places.push([tableName, JSON.stringify(await world.db.query(`SELECT * FROM ${tableName}`))]);
  }
  for (const [place, written] of places) {
    const found = secrets.filter((secret) => written.includes(secret));
    expect({ place, found }).toEqual({ place, found: [] });
  }
  expect(places[0][1]).toContain('/invitations/:token');
});

test('the log names each request by its route, its answer and its id, and each surprise by the number on the page', async () => {
  const { log } = world;
  const browser = world.browser();
  await browser.visit('/sign-in?back=/secret-in-a-query');
  expect(JSON.stringify(log)).not.toContain('secret-in-a-query');
  expect(log.map(({ said: [line] }) => line)).toContainEqual(
    expect.objectContaining({ method: 'GET', route: '/sign-in', status: 200 }),
  );
});
