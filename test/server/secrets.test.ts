import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { PostOffice } from '../mail/post-office.js';
import { Browser } from '../support/browser.js';
import { wordsAsked } from '../support/client.js';
import { addressOf, aMinutePasses, PASSWORD, Portal, setUp, thereIs, wholeDatabase } from './portal.js';

const ADMIN = 'asa@msp.example';
const OWNER = 'eva@kund.example';
const OWNERS_PASSWORD = 'Fagott-lingon-trappa-himmel';
const WRONG_PASSWORD = 'Fagott-lingon-trappa-hummer';

/** A browser that notes every secret it is given: the cookies of sessions and the tokens of forms. */
class Noting extends Browser {
  readonly secrets = new Set<string>();

  override async send(asked: Parameters<Browser['send']>[0]) {
    const answer = await super.send(asked);
    for (const name of ['session', 'visitor', 'browser', 'remembered']) {
      const [secret] = decodeURIComponent(this.cookies.get(name) ?? '').split('.');
      if (secret) this.secrets.add(secret);
    }
    for (const [, token] of answer.body.matchAll(/name="_token" value="([^"]+)"/g)) this.secrets.add(token);
    return answer;
  }
}

let database: DataSource;
let office: PostOffice;
beforeAll(async () => {
  [database, office] = await Promise.all([freshDatabase(), PostOffice.open()]);
});
afterEach(tidyUp);
afterAll(() => Promise.all([dropDatabase(database), office.close()]));

/** The seed's journey up to the invitation, with a wrong password on the way. @returns what is secret in it */
async function startsClient(admin: Noting, setupLink: string): Promise<string[]> {
  await admin.visit(setupLink);
  const { seed, recoveryCodes } = await setUp(admin, ADMIN);
  const code = /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(admin.page.text)?.[0] as string;
  await admin.submit('I have kept it', { lastGroup: code.slice(-4) });
  await admin.submit('Sign out');
  await admin.submit('Sign in', { email: ADMIN, password: WRONG_PASSWORD });
  await admin.submit('Sign in', { email: ADMIN, password: PASSWORD });
  await admin.submit('Continue', { code: recoveryCodes[0], remember: true });
  await admin.click('New client');
  await admin.submit('Add organization', { name: 'Björk', email: OWNER, seats: '5' });
  const codes = [code, ...recoveryCodes].flatMap((one) => [one, one.replaceAll('-', '')]);
  return [...codes, seed, setupLink.split('/').pop() as string];
}

async function becomesOwner(owner: Noting, admin: Noting, link: string): Promise<void> {
  const client = admin.page.path;
  await owner.visit(link);
  const password = OWNERS_PASSWORD;
  await owner.submit('Accept the invitation', { name: 'Eva', password, passwordAgain: password });
  const phrase = owner.page.root.byClass('phrase')[0].all('li');
  await admin.visit(client);
  await admin.click('Confirm as owner');
  const [firstWord, secondWord] = wordsAsked(admin.page.text).map((number) => phrase[number - 1].text);
  await admin.submit('Confirm as owner of Björk', { firstWord, secondWord });
}

test('neither the database nor the log ever holds a password, a link, a cookie, a token of a form or a code', async () => {
  office.answers(OWNER, 451, 'Come back later');
  const settings = { DATABASE_URL: addressOf(database), SMTP_URL: office.url, LOG_LEVEL: 'trace' };
  const portal = await Portal.start(settings);
  const [admin, owner] = [portal.browser(Noting), portal.browser(Noting)];
  const secrets = [PASSWORD, OWNERS_PASSWORD, WRONG_PASSWORD];
  secrets.push(...(await startsClient(admin, await portal.setupLink())));

  await thereIs(database, "SELECT 1 FROM mails WHERE letter = 'invitation' AND attempts = 1");
  const undelivered = await wholeDatabase(database);
  await aMinutePasses(database);
  await thereIs(database, "SELECT 1 FROM mails WHERE letter = 'invitation' AND state = 'delivered'");
  const link = new URL(/http\S+/.exec(office.to(OWNER)[0].text)?.[0] as string).pathname;
  await becomesOwner(owner, admin, link);
  await thereIs(database, "SELECT 1 FROM members WHERE role = 'owner' AND status = 'confirmed'");
  await portal.command.stop();

  secrets.push(link.split('/').pop() as string, ...admin.secrets, ...owner.secrets);
  expect(secrets.length).toBeGreaterThan(15);
  const [printed, log] = split(portal.command.printed);
  expect(printed).toHaveLength(1); // the link for the operator's eyes
  const places = [...undelivered, ...(await wholeDatabase(database)), ['the log', log]];
  for (const [place, written] of places) {
    const found = secrets.filter((one) => written.includes(one) || written.includes(encodeURIComponent(one)));
    expect({ place, found }).toEqual({ place, found: [] });
  }
  expect(log).toContain('"route":"/invitations/:token"');
  expect(undelivered.find(([table]) => table === 'mails')?.[1]).toMatch(/"token":"\w{8}\./);
}, 120_000);

/** What is printed for the operator about setting up, and everything else. */
function split(output: string): [printed: string[], log: string] {
  const lines = output.split('\n');
  const isLink = (line: string) => line.startsWith('Set up your provider with this one-time link: ');
  return [lines.filter(isLink), lines.filter((line) => !isLink(line)).join('\n')];
}
