import { SEARCHES } from './lib/clients.js';
import { searchRatio } from './lib/lists.js';
import { atMost } from './lib/rows.js';

/** Searching the Clients tab for a part of a word. */
export async function search({ serve, small, large, load }) {
  const app = await serve('app.js');
  const ask = ({ path, cookie }) => ({ port: app.port, path, cookie });
  const rows = [];
  for (const [hits, text] of Object.entries(SEARCHES)) {
    const ratio = await searchRatio(load, { large: ask(large), small: ask(small), text });
    rows.push(atMost(`search with ${hits}: time with 10,000 clients over time with 100`, ratio, 4));
  }
  await app.stop();
  return rows;
}
