import { searchRatio, sortRatio } from './lib/lists.js';
import { ratioOfRates } from './lib/measure.js';
import { addMembers, SEARCHES } from './lib/members.js';
import { refuseOther } from './lib/pages.js';
import { atLeast, atMost } from './lib/rows.js';

const SORTS = ['name', 'role', 'status'];

/** The members of a client, 10,000 of them, to a provider admin: the page over its floor, sorts and searches over those of 100. */
export async function members({ sql, serve, small, large, load }) {
  const [many, few] = [await addMembers(sql, large, 10_000), await addMembers(sql, small, 100)];
  const [app, floor] = [await serve('app.js'), await serve('floor.js')];
  const ask = ({ port }, path, { cookie }) => ({ port, path, cookie });
  const page = [ask(app, many, large), ask(floor, many, large)];
  await refuseOther(...page);
  const ratio = await ratioOfRates(load, {
    ...{ one: page[0], other: page[1], rounds: 24, warm: { seconds: 10, count: 3000 }, clients: 10, seconds: 0.5 },
  });
  const rows = [atLeast('Members page, 50 of 10,000 members: requests/s over the floor’s', ratio, 0.45)];
  const lists = { large: page[0], small: ask(app, few, small) };
  for (const sort of SORTS) {
    const slowest = await sortRatio(load, { ...lists, sort });
    rows.push(atMost(`members by ${sort}: time with 10,000 members over time with 100`, slowest, 1.3));
  }
  for (const [hits, text] of Object.entries(SEARCHES)) {
    const found = await searchRatio(load, { ...lists, text });
    rows.push(atMost(`members, search with ${hits}: time with 10,000 members over time with 100`, found, 4));
  }
  await Promise.all([app.stop(), floor.stop()]);
  return rows;
}
