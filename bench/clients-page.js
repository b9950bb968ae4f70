import { ratioOfRates } from './lib/measure.js';
import { refuseOther } from './lib/pages.js';
import { atLeast } from './lib/rows.js';

/** The Clients tab: 50 rows of 10,000 clients, signed in, access checked. */
export async function clientsPage({ serve, large, load }) {
  const [app, floor] = [await serve('app.js'), await serve('floor.js')];
  const ask = ({ port }) => ({ port, path: large.path, cookie: large.cookie });
  await refuseOther(ask(app), ask(floor));
  const warm = { seconds: 25, count: 6000 };
  const ratio = await ratioOfRates(load, {
    one: ask(app),
    other: ask(floor),
    rounds: 24,
    warm,
    clients: 10,
    seconds: 0.5,
  });
  await Promise.all([app.stop(), floor.stop()]);
  return [atLeast('Clients page, 50 of 10,000 clients: requests/s over the floor’s', ratio, 0.45)];
}
