import { setTimeout as pause } from 'node:timers/promises';
import { ratioOfTimes } from './lib/measure.js';
import { refuseOther } from './lib/pages.js';
import { setUpProvider, signIn } from './lib/providers.js';
import { atMost } from './lib/rows.js';
import { addVault } from './lib/vaults.js';

const ITEMS = 40_000;
const ROUNDS = 8;

/** The first page of a vault to its owner: right after signing in, when its index is made of all names, and from then on. */
export async function vault({ serve, sql, large, load }) {
  const app = await serve('app.js');
  const owner = await setUpProvider(sql, app.port, 'vault');
  const { path, key } = await addVault(sql, large, owner, ITEMS);
  const floor = await serve('floor.js', { ORGANIZATION_KEY: key.toString('base64') });
  const ask = ({ port }, cookie, query = '') => ({ port, path: path + query, cookie });
  await refuseOther(ask(app, owner.cookie), ask(floor, owner.cookie));
  const [portal, plain] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const cookie = await signIn(app, owner);
    await pause(200);
    const { took } = await load({ asks: [ask(app, cookie), ask(floor, cookie)], count: 2 });
    if (round === 0) continue; // V8 compiles
    portal.push(took[0][0]);
    plain.push(took[1][0]);
  }
  const cold = Math.min(...portal) / Math.min(...plain);
  const [one, other] = [ask(app, owner.cookie), ask(floor, owner.cookie, '?known')];
  await load({ asks: [one, other], clients: 5, seconds: 3 }); // warm
  const warm = await ratioOfTimes(load, { one, other, times: 200 });
  await Promise.all([app.stop(), floor.stop()]);
  return [
    atMost(
      'vault of 40,000 items, first page after signing in: time over the floor’s, which opens all names',
      cold,
      2.5,
    ),
    atMost('vault of 40,000 items, first page from then on: time over the floor’s, which opens 50 names', warm, 2.5),
  ];
}
