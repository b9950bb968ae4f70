import { sortRatio } from './lib/lists.js';
import { atMost } from './lib/rows.js';

const SORTS = ['', 'name', 'assigned', 'used', 'remaining', 'plan', 'status'];

/** Every sort of the Clients tab: first page and a page far inside, both ways; the slowest counts. */
export async function sorts({ serve, small, large, load }) {
  const app = await serve('app.js');
  const ask = ({ path, cookie }) => ({ port: app.port, path, cookie });
  const warm = SORTS.map((sort) => ({ ...ask(large), path: `${large.path}?sort=${sort}` }));
  await load({ asks: warm, clients: 5, seconds: 4 });
  const rows = [];
  for (const sort of SORTS) {
    const ratio = await sortRatio(load, { large: ask(large), small: ask(small), sort });
    rows.push(atMost(`sort by ${sort || 'needs me'}: time with 10,000 clients over time with 100`, ratio, 1.3));
  }
  await app.stop();
  return rows;
}
