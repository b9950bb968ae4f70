import { addMatrix } from './lib/access.js';
import { ratioOfRates } from './lib/measure.js';
import { refuseOther } from './lib/pages.js';
import { atLeast } from './lib/rows.js';

/** The access matrix of 60 groups and 120 collections, to a provider admin. */
export async function accessMatrix({ sql, serve, small, load }) {
  const path = `/organizations/${await addMatrix(sql, small)}/access`;
  const [app, floor] = [await serve('app.js'), await serve('floor.js')];
  const ask = ({ port }) => ({ port, path, cookie: small.cookie });
  await refuseOther(ask(app), ask(floor));
  const warm = { seconds: 5, count: 100 };
  const ratio = await ratioOfRates(load, {
    ...{ one: ask(app), other: ask(floor), rounds: 12, warm, clients: 4, seconds: 0.7 },
  });
  await Promise.all([app.stop(), floor.stop()]);
  return [atLeast('Access matrix, 60 groups × 120 collections: requests/s over the floor’s', ratio, 0.4)];
}
