import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Schedules } from '../../src/database/schedules.js';
import { Erasing } from '../../src/import/erasing.service.js';
import { protect } from '../../src/import/protected-json.js';
import { LIVE } from '../../src/items/live-items.js';
import { Clock } from '../../src/web/clock.js';
import { isEncrypted, prepares, reads } from '../import/importing.js';
import { CANARIES, OwnPortal } from './own-portal.js';
import { COLLECTIONS, exported, FILE_PASSWORD, ITEMS, SECRETS, table } from './secret-items.js';

let own: OwnPortal;
beforeAll(async () => {
  own = await OwnPortal.open();
  // What the server believes of a table lags behind an import; here it takes it for empty from beginning to end.
  await own.database.query('ALTER TABLE items STATS_AUTO_RECALC = 0');
}, 120_000);
afterAll(() => own.close());

type Stage = 'reading' | 'staging' | 'before the commit' | 'going live';
/** How long each takes where nothing comes in between, in milliseconds. */
const whole: Record<Stage, number> = { reading: 0, staging: 0, 'before the commit': 0, 'going live': 0 };
const IMPORT = 'Import into Kanariebur';

test('no secret of a file is anywhere while it is encrypted, when its preview is shown and when it is imported', async () => {
  const { admin, client, database } = own;
  const sent = Date.now();
  await reads(admin, client, exported(0));
  whole.reading = Date.now() - sent;
  expect(admin.page.text).toContain('are encrypted');
  expect(await own.found(SECRETS)).toEqual(CANARIES);
  await isEncrypted(admin);
  expect(admin.page.text).not.toContain('Cannot be read');
  expect(await own.found(SECRETS)).toEqual(CANARIES);
  const pressed = Date.now();
  await admin.submit(IMPORT);
  whole['going live'] = Date.now() - pressed;
  expect(admin.page.text).toContain('The file was imported on');
  expect(await own.found(SECRETS)).toEqual(CANARIES);
  const [{ took }] = await database.query(
    'SELECT TIMESTAMPDIFF(MICROSECOND, created_at, seen_at) / 1000 AS took FROM imports',
  );
  whole.staging = Number(took) - whole.reading;
}, 120_000);

test('a file that is refused midway leaves none of its secrets anywhere, and no import', async () => {
  const { admin, client, database } = own;
  const refused: [file: string, wishes?: Parameters<typeof reads>[3]][] = [
    [exported(1).slice(0, -20)],
    [`${table}\n"`],
    ['', { pasted: `${table}\n"`, format: 'lastpasscsv' }],
    ['', { pasted: table.slice(5) }],
    [await protect(table, 'another one'), { filePassword: FILE_PASSWORD }],
  ];
  for (const [file, wishes] of refused) expect((await reads(admin, client, file, wishes)).status).toBe(422);
  expect(await own.found(SECRETS)).toEqual(CANARIES);
  expect(await database.query('SELECT state FROM imports')).toEqual([{ state: 'live' }]);
}, 120_000);

/** A moment at which the server was killed, and what was there then. */
interface Hit {
  stage: Stage;
  /** Milliseconds since that stage began. */
  after: number;
  /** Whether the browser had its answer. */
  answered: boolean;
  /** How many rows were changed and not yet committed. */
  changing: number;
  /** As the database has it afterwards, where it knows of the import at all. */
  id?: string;
  state?: keyof typeof SAYS;
  staged?: number;
}

async function lastImport(): Promise<Required<Pick<Hit, 'id' | 'state' | 'staged'>> | undefined> {
  const [last] = await own.database.query('SELECT id, state, staged FROM imports ORDER BY id DESC LIMIT 1');
  return last;
}
async function count(rows: string): Promise<number> {
  const [{ count }] = await own.database.query(`SELECT COUNT(*) AS count FROM ${rows}`);
  return Number(count);
}
async function changing(): Promise<number> {
  const [{ changed }] = await own.database.query(
    'SELECT COALESCE(SUM(trx_rows_modified), 0) AS changed FROM information_schema.innodb_trx',
  );
  return Number(changed);
}

/** The last thing that a completion does is to count anew; it waits for whoever changes a collection. */
const holdsCommit = async () => {
  const [{ id }] = await own.database.query('SELECT id FROM collections WHERE items = 0');
  await own.database.query('START TRANSACTION');
  await own.database.query('SELECT 1 FROM collections WHERE id = ? FOR UPDATE', [id]);
};
const CACHED = 150; // what InnoDB tells of transactions stays the same while it is asked more often than each 100 ms

/** @param share of the time that the stage takes */
async function kills(stage: Stage, share: number, number: number): Promise<Hit> {
  const { admin, client, database } = own;
  const before = await lastImport();
  const presses = stage === 'going live' || stage === 'before the commit';
  if (presses && before?.state !== 'ready') await prepares(admin, client, exported(number));
  if (stage === 'before the commit') await holdsCommit();
  let answered = false;
  const asked = presses ? admin.submit(IMPORT) : reads(admin, client, exported(number));
  const ending = asked.then(
    () => (answered = true),
    () => undefined,
  );
  if (stage === 'staging') while ((await lastImport())?.id === before?.id) await pause(5);
  if (stage === 'before the commit') while ((await changing()) < ITEMS) await pause(CACHED);
  const after = Math.round(share * whole[stage]);
  await pause(after);
  const hit = { stage, after, answered, changing: await changing() };
  const dying = own.kill();
  await database.query('ROLLBACK');
  await dying;
  await ending;
  const last = await lastImport();
  return { ...hit, ...(presses || last?.id !== before?.id ? last : {}) };
}

/** How many kills each stage gets; what was not committed waits for the next. */
const KILLS: [Stage, times: number][] = [
  ['reading', 2],
  ['staging', 4],
  ['before the commit', 1],
  ['going live', 3],
];

/** What the pages say: of the import, in the list of imports, and at the collections. */
const SAYS = {
  staging: ['Nothing is imported yet.', 'Being encrypted'],
  ready: ['All of it is imported, or nothing.', 'Waits for you'],
  live: ['The file was imported on', 'Imported'],
  dead: ['Nothing of this file was imported.', 'Given up'],
};
async function pages(id: string | undefined) {
  const { admin, client } = own;
  await admin.visit(`${client.path}/vault`);
  const numbers = [...admin.page.text.matchAll(/Avdelning \d+ ([\d,]+) items/g)].map(([, one]) =>
    Number(one.replace(',', '')),
  );
  await admin.visit(`${client.path}/import`);
  const listed = admin.page.rows('Format').map(({ Status }) => Status);
  if (id) await admin.visit(`${client.path}/import/${id}`);
  const says = Object.entries(SAYS).filter(([, [sentence]]) => admin.page.text.includes(sentence));
  return { numbers, listed, says: says.map(([state]) => state) };
}

/** What the server does of itself when another one has been silent for long. */
function minutesPass(): Promise<void> {
  const clock = new Clock();
  clock.forward(3 * 60_000);
  return new Erasing(own.database, clock, new Schedules(own.database)).run();
}

test('killed at ten moments of an import, it leaves all of it or nothing, says which, and no secret anywhere', async () => {
  const hits: Hit[] = [];
  const listed = [SAYS.live[1]];
  let live = 1;
  for (const [stage, times] of KILLS) {
    for (let time = 0; time < times; time++) {
      const before = await lastImport();
      const hit = await kills(stage, (time + Math.random()) / times, hits.length + 2);
      hits.push(hit);
      if (before?.state === 'ready' && hit.id === before.id) listed.shift();
      if (hit.state) listed.unshift(SAYS[hit.state][1]);
      if (hit.state === 'live') live++;
      const numbers = Array(COLLECTIONS).fill((live * ITEMS) / COLLECTIONS);
      const says = hit.state ? [hit.state] : [];

      await own.restart();
      const items = await count(`items i WHERE ${LIVE}`);
      expect({ ...hit, items, ...(await pages(hit.id)) }).toEqual({
        ...hit,
        items: live * ITEMS,
        numbers,
        listed,
        says,
      });
      if (hit.state !== 'staging') continue;
      await minutesPass();
      listed.shift();
      expect(await pages(hit.id)).toEqual({ numbers, listed, says: ['dead'] });
      expect(await count(`items WHERE import_id = '${hit.id}'`)).toBe(0);
    }
    expect(await own.found(SECRETS)).toEqual(CANARIES);
  }
  const half = ({ state, staged = 0 }: Hit) => state === 'staging' && staged > 0;
  const undone = ({ answered, changing, state }: Hit) => !answered && changing > ITEMS && state === 'ready';
  // What waits after the last one can still be imported, whole.
  const waits = (await lastImport())?.state === 'ready';
  if (waits) await own.admin.submit(IMPORT);
  expect(await count(`items i WHERE ${LIVE}`)).toBe((live + Number(waits)) * ITEMS);

  expect({ hits, half: hits.some(half), undone: hits.some(undone) }).toEqual({ hits, half: true, undone: true });
}, 600_000);
