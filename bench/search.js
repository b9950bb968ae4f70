import { SEARCHES } from './lib/clients.js';
import { ratioOfTimes } from './lib/measure.js';
import { atMost } from './lib/rows.js';

/** Searching the Clients tab for a part of a word. */
export async function search({ serve, small, large, load }) {
  const app = await serve('app.js');
  const rows = [];
  for (const [hits, text] of Object.entries(SEARCHES)) {
    const [one, other] = [large, small].map(({ path, cookie }) => ({
      ...{ port: app.port, path: `${path}?search=${text}`, cookie },
    }));
    await load({ asks: [one, other], clients: 5, seconds: 1 }); // warm
    const ratio = await ratioOfTimes(load, { one, other, times: 120 });
    rows.push(atMost(`search with ${hits}: time with 10,000 clients over time with 100`, ratio, 4));
  }
  await app.stop();
  return rows;
}
