import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { formsOf, startClient } from './lib/forms.js';
import { exportOf } from './lib/logins.js';
import { p95, timed } from './lib/measure.js';
import { atMost } from './lib/rows.js';

const MANY = 40_000;
const FEW = 4000;
const ROUNDS = 3;
const MEGABYTES_400 = 400 * 1024 * 1024;

/** Importing logins through the pages, as a provider admin does for a new client; and what others notice of it. */
export async function imports({ serve, sql, small, large, load }) {
  const [app, floor] = [await serve('app.js', { KEY_PAIRS: 'one' }), await serve('floor.js')];
  const [toApp, toFloor] = [formsOf(app, small), formsOf(floor, small)];
  const newClient = () => startClient(toApp, small, 'Nytt lösenordsvalv AB');
  const [many, few] = [exportOf(MANY), exportOf(FEW)];
  const visitors = { asks: [{ port: app.port, path: large.path, cookie: large.cookie }], clients: 4, pause: 100 };
  await load({ ...visitors, seconds: 5 }); // warm
  const idle = await app.ask('resident memory');
  const times = { many: [], few: [], plain: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [await newClient(), await newClient()];
    times.many.push(await timed(() => bring(app, toApp, small, one, many)));
    times.plain.push(await timed(() => toFloor(`${other}/import`, many)));
    if (round === 0) await refuseOtherRows(sql, one, other);
    const third = await newClient();
    times.few.push(await timed(() => bring(app, toApp, small, third, few)));
  }
  const peak = await app.ask('peak memory');
  const waits = await waitsOf(load, visitors, async () => bring(app, toApp, small, await newClient(), many));
  await Promise.all([app.stop(), floor.stop()]);
  const [ofMany, ofFew, ofPlain] = [times.many, times.few, times.plain].map((all) => Math.min(...all));
  return [
    atMost('importing 40,000 logins: time over the floor’s', ofMany / ofPlain, 2.5),
    atMost('importing: time for each of 40,000 logins over that for each of 4,000', ofMany / MANY / (ofFew / FEW), 1.3),
    atMost('importing 40,000 logins: peak memory above idle over 400 MB', (peak - idle) / MEGABYTES_400, 1),
    atMost(
      'other people’s pages while logins are imported: p95 over that of an idle server',
      waits.busy / waits.idle,
      3,
    ),
  ];
}

/** Reads the file, waits until all of it is encrypted, and makes it live. */
async function bring({ port }, post, { cookie }, path, file) {
  const page = (await post(`${path}/import`, upload(file))).headers.get('location');
  const look = () => fetch(`http://127.0.0.1:${port}${page}`, { headers: { cookie } });
  for (let shown = await look(); shown.headers.has('refresh'); shown = await look()) {
    await shown.text();
    await pause(50);
  }
  await post(`${page}/completion`, { formId: randomUUID(), duplicates: 'skip', managers: 'admins', level: '15' });
}

function upload(file) {
  const form = new FormData();
  form.set('formId', randomUUID());
  form.set('file', new Blob([file]), 'export.csv');
  return form;
}

/** The floor has to write the same rows, but for what is random in them. */
async function refuseOtherRows(sql, ...paths) {
  const [one, other] = await Promise.all(
    paths.map(async (path) => {
      const [[row]] = await sql.query(
        `SELECT COUNT(*) AS items, SUM(LENGTH(head)) AS heads, SUM(LENGTH(body)) AS bodies, COUNT(ci.item_id) AS places
         FROM items i LEFT JOIN collection_items ci ON ci.item_id = i.id WHERE i.organization_id = ?`,
        [path.split('/').pop()],
      );
      return JSON.stringify(row);
    }),
  );
  if (one !== other)
    throw new Error(`The floor writes other rows; mend bench/floor. The portal: ${one}, the floor: ${other}`);
}

/** How long people wait for a page: nineteen of twenty, on an idle server and while one import follows the other. */
async function waitsOf(load, visitors, act) {
  const [idle, busy] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    idle.push(...(await load({ ...visitors, seconds: 6 })).took[0]);
    let over = false;
    const visits = load({ ...visitors, seconds: 12 }).finally(() => {
      over = true;
    });
    while (!over) await act();
    busy.push(...(await visits).took[0]);
  }
  return { idle: p95(idle), busy: p95(busy) };
}
