import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Invitation } from '../../src/invitations/invitation.entity.js';
import { tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { PostOffice } from '../mail/post-office.js';
import { addsClients } from './adding-clients.js';
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
    const adding = addsClients(browser, `/providers/${provider}/clients`, CREATIONS);
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
