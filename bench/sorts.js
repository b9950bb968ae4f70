import { ratioOfTimes } from './lib/measure.js';
import { atMost } from './lib/rows.js';

const SORTS = ['', 'name', 'assigned', 'used', 'remaining', 'plan', 'status'];
const DIRECTIONS = ['', 'desc'];

/** Every sort of the Clients tab: first page and a page far inside, both ways; the slowest counts. */
export async function sorts({ serve, small, large, load }) {
  const app = await serve('app.js');
  const ask = (provider, query) => ({ port: app.port, path: `${provider.path}?${query}`, cookie: provider.cookie });
  await load({ asks: SORTS.map((sort) => ask(large, `sort=${sort}`)), clients: 5, seconds: 4 }); // warm
  const rows = [];
  for (const sort of SORTS) {
    const ratios = [];
    for (const direction of DIRECTIONS) {
      const query = `sort=${sort}&direction=${direction}`;
      const deep = await Promise.all([pageAfter(ask(large, query), 40), pageAfter(ask(small, query), 1)]);
      for (const [one, other] of [[ask(large, query), ask(small, query)], deep])
        ratios.push(await ratioOfTimes(load, { one, other, times: 80 }));
    }
    rows.push(
      atMost(`sort by ${sort || 'needs me'}: time with 10,000 clients over time with 100`, Math.max(...ratios), 1.3),
    );
  }
  await app.stop();
  return rows;
}

/** The page that so many clicks on “Next page” lead to. */
async function pageAfter(ask, clicks) {
  for (let click = 0; click < clicks; click++) {
    const answer = await fetch(`http://127.0.0.1:${ask.port}${ask.path}`, { headers: { cookie: ask.cookie } });
    const [, path] = /<a href="([^"]+)"[^>]* rel="next"/.exec(await answer.text());
    ask = { ...ask, path: path.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') };
  }
  return ask;
}
