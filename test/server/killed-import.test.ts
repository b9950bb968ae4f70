import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { LIVE } from '../../src/items/live-items.js';
import { newFolder, tidyUp } from '../box/support.js';
import { imports, type Place, prepares, reads } from '../import/importing.js';
import { dropDatabase, freshDatabase } from '../mail/mail-room.js';
import type { Browser } from '../support/browser.js';
import { addressOf, Portal, setUp } from './portal.js';

const ITEMS = 20_000;
const ROUNDS = 4;
const SECRETS = ['kor-allra-hemligast', 'JBSWY3DPEHPK3PXQ', 'en hemlig anteckning', 'hemligt-bank.example'];

let database: DataSource;
let folder: string;
beforeAll(async () => {
  database = await freshDatabase();
  folder = newFolder();
});
afterEach(tidyUp);
afterAll(() => dropDatabase(database));

const [password, seed, note, website] = SECRETS;
const row = (round: number, at: number) =>
  `https://${at}.${website},eva${at},${password}-${at},${seed},${note},Bank ${round} ${at},Avdelning ${at % 40},0`;
const HEADS = 'url,username,password,totp,extra,name,grouping,fav';
/** Each round has items of its own: what an import brought before is skipped. */
const file = (round: number) => `${[HEADS, ...Array.from({ length: ITEMS }, (_, at) => row(round, at))].join('\n')}\n`;

const start = () => Portal.start({ DATABASE_URL: addressOf(database), TMPDIR: folder, LOG_LEVEL: 'trace' });

async function live(): Promise<number> {
  const [{ count }] = await database.query(`SELECT COUNT(*) AS count FROM items i WHERE ${LIVE}`);
  return Number(count);
}

/** Which words stand somewhere in the files of the database or in temporary ones. */
async function found(words: string[]): Promise<string[]> {
  const [{ data }] = await database.query('SELECT @@datadir AS data');
  const holds = (word: string) => spawnSync('grep', ['-rqaF', word, data, folder]).status === 0;
  return words.filter(holds);
}

async function startsClient(admin: Browser, link: string): Promise<Place> {
  await admin.visit(link);
  await setUp(admin, 'asa@msp.example');
  await admin.visit('/');
  await admin.click('New client');
  await admin.submit('Add organization', { name: 'Björk', email: 'eva@kund.example', seats: '5' });
  return { path: new URL(admin.page.path, 'http://x').pathname, name: 'Björk' };
}

test('a server killed during an import leaves nothing of it or all, and never a secret in a file', async () => {
  let portal = await start();
  let admin = portal.browser();
  const client = await startsClient(admin, await portal.setupLink());
  for (let round = 0; round < ROUNDS; round++) {
    const before = await live();
    // In turn while it is staged and while it becomes live.
    const whole = round % 2 === 1 && (await prepares(admin, client, file(round)));
    const importing = whole ? admin.submit(`Import into ${client.name}`) : imports(admin, client, file(round));
    const ending = importing.catch(() => undefined);
    await Promise.race([ending, pause(Math.random() * (whole ? 1500 : 4000))]);
    await portal.command.stop('SIGKILL');
    await ending;
    await pause(200); // the database rolls back what the server began
    expect([0, ITEMS]).toContain((await live()) - before);
    const { cookies } = admin;
    portal = await start();
    admin = portal.browser();
    for (const [name, value] of cookies) admin.cookies.set(name, value);
  }
  expect((await reads(admin, client, 'url,username,password\n"x')).status).toBe(422);
  const before = await live();
  await imports(admin, client, file(ROUNDS));
  expect((await live()) - before).toBe(ITEMS);
  expect(await found(['Avdelning 7', ...SECRETS])).toEqual(['Avdelning 7']);
  expect(SECRETS.filter((secret) => portal.command.printed.includes(secret))).toEqual([]);
  await portal.command.stop();
}, 180_000);
