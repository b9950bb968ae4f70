import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import { tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { PostOffice } from '../mail/post-office.js';
import type { Browser } from '../support/browser.js';
import { addressOf, aMinutePasses, Portal, setUp, thereIs } from './portal.js';
import { wholeness } from './whole-clients.js';

const ROUNDS = 3;
const CREATIONS = 50;

let database: DataSource;
let office: PostOffice;
beforeAll(async () => {
  [database, office] = await Promise.all([freshDatabase(), PostOffice.open()]);
});
afterEach(tidyUp);
afterAll(() => Promise.all([dropDatabase(database), office.close()]));

const start = () => Portal.start({ DATABASE_URL: addressOf(database), SMTP_URL: office.url });

/** Adds clients, eight at a time, for as long as the server answers. @returns the ids of those that it said to be there */
async function addsClients(admin: Browser, path: string): Promise<string[]> {
  const said: string[] = [];
  let left = CREATIONS;
  const one = async () => {
    while (left-- > 0) {
      const [formId, name] = [randomUUID(), `Kund ${randomUUID()}`];
      const what = { formId, name, email: `${formId}@kund.example`, seats: String(1 + (left % 9)), reference: '' };
      const form = { ...what, plan: 'teams', locale: 'en', timeZone: 'UTC' };
      const { status, headers } = await admin.send({ path, form });
      if (status !== 303) throw new Error(`Adding a client answered ${status}`);
      said.push(String(headers.location).split('/').pop() as string);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, one));
  const faults = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  for (const fault of faults) if (!/ECONN|socket hang up/.test(`${fault.code} ${fault.message}`)) throw fault;
  return said;
}

test('a server killed while clients are added leaves whole clients or none, and every invitation arrives', async () => {
  let portal = await start();
  const admin = portal.browser();
  await admin.visit(await portal.setupLink());
  await setUp(admin, 'asa@msp.example');
  const [, provider] = /^\/providers\/([^/]+)/.exec(admin.page.path) as RegExpExecArray;
  let expected: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const browser = portal.browser();
    for (const [name, value] of admin.cookies) browser.cookies.set(name, value);
    const adding = addsClients(browser, `/providers/${provider}/clients`);
    const moment = Math.round(300 + Math.random() * 2500);
    await pause(moment);
    await portal.command.stop('SIGKILL');
    expected = [...expected, ...(await adding)];

    const { faults, clients } = await wholeness(database, provider);
    expect({ round, moment, faults }).toEqual({ round, moment, faults: [] });
    expect(clients).toEqual(expect.arrayContaining(expected));
    await aMinutePasses(database);
    portal = await start();
  }
  await thereIs(database, "SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM mails WHERE state = 'queued')");
  await portal.command.stop();
  const invitations = await database.manager.find(Invitation, {});
  expect(invitations.length).toBeGreaterThanOrEqual(expected.length);
  for (const { email, tokenHash } of invitations) {
    const links = office.to(email).map(({ text }) => /\/invitations\/([\w-]+)/.exec(text)?.[1] ?? '');
    expect(links.map((token) => createHash('sha256').update(token).digest('hex'))).toContain(tokenHash);
  }
}, 180_000);
