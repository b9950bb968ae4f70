import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { tidyUp } from '../box/support.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import { PostOffice } from '../mail/post-office.js';
import type { Browser } from '../support/browser.js';
import { addsClients, untilKilled } from './adding-clients.js';
import { addressOf, Portal, setUp } from './portal.js';
import { becomesOwner, type Life, lives } from './whole-lives.js';

const ROUNDS = 2;
const CLIENTS = 36;

let database: DataSource;
let office: PostOffice;
beforeAll(async () => {
  [database, office] = await Promise.all([freshDatabase(), PostOffice.open()]);
});
afterEach(tidyUp);
afterAll(() => Promise.all([dropDatabase(database), office.close()]));

const start = () => Portal.start({ DATABASE_URL: addressOf(database), SMTP_URL: office.url });

/** Deletes, moves to Enterprise, and leaves: a third of the clients each. @returns what the server said to be done */
function livesOn(who: Browser, provider: string, ids: string[]): Promise<[Life, id: string][]> {
  const send = async (method: string, path: string, form: Record<string, string>) => {
    const { status } = await who.send({ method, path, form: { formId: randomUUID(), ...form } });
    if (status !== 303) throw new Error(`${method} ${path} answered ${status}`);
  };
  const acts = {
    deleted: async (id: string) => {
      const [{ name }] = await database.query('SELECT name FROM organizations WHERE id = ?', [id]);
      await send('POST', `/providers/${provider}/clients/${id}/deletion`, { name });
    },
    moved: (id: string) => send('PATCH', `/providers/${provider}/clients/${id}/plan`, { plan: 'enterprise' }),
    left: async (id: string) => {
      await send('POST', `/providers/${provider}/clients/${id}/release`, { reason: 'Bye', lastDay: '' });
      await send('POST', `/organizations/${id}/departure/confirmation`, {});
    },
  } satisfies Record<Life, unknown>;
  return untilKilled(
    ids.map((id, number) => async () => {
      const life = (['deleted', 'moved', 'left'] as const)[number % 3];
      await acts[life](id);
      return [life, id] as [Life, string];
    }),
  );
}

test('a server killed while clients are deleted, change their plan and leave has done each of it whole or not at all', async () => {
  let portal = await start();
  const admin = portal.browser();
  await admin.visit(await portal.setupLink());
  await setUp(admin, 'asa@msp.example');
  const [, provider] = /^\/providers\/([^/]+)/.exec(admin.page.path) as RegExpExecArray;
  for (let round = 0; round < ROUNDS; round++) {
    const browser = portal.browser();
    for (const [name, value] of admin.cookies) browser.cookies.set(name, value);
    const ids = await addsClients(browser, `/providers/${provider}/clients`, CLIENTS);
    for (const [number, id] of ids.entries()) if (number % 3 === 2) await becomesOwner(database, provider, id);
    const living = livesOn(browser, provider, ids);
    const moment = Math.round(100 + Math.random() * 1200);
    await pause(moment);
    await portal.command.stop('SIGKILL');
    const said = await living;

    const { faults, done } = await lives(database, provider);
    expect({ round, moment, faults }).toEqual({ round, moment, faults: [] });
    for (const [life, id] of said) expect(done[life]).toContain(id);
    portal = await start();
  }
}, 180_000);
