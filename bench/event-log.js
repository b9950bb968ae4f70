import { addEvents, PEOPLE, RARE_GROUP } from './lib/events.js';
import { ratioOfRates, ratioOfTimes } from './lib/measure.js';
import { refuseOther } from './lib/pages.js';
import { atLeast, atMost } from './lib/rows.js';

/** A page of an event log of 1,000,000 events: all of it, and what a filter leaves. */
export async function eventLog({ serve, sql, small, large, load }) {
  const logs = [];
  for (const [provider, count] of [
    [large, 1_000_000],
    [small, 1000],
  ])
    logs.push({
      ...provider,
      path: provider.path.replace('clients', 'events'),
      ...(await addEvents(sql, provider, count)),
    });
  const [app, floor] = [await serve('app.js'), await serve('floor.js')];
  const ask = ({ port }, { path, cookie }, query) => ({ port, cookie, path: `${path}?${new URLSearchParams(query)}` });
  const person = { person: PEOPLE['who did little'] };
  const [one, other] = [ask(app, logs[0], person), ask(floor, logs[0], person)];
  await refuseOther(one, other);
  const warm = { seconds: 25, count: 5000 };
  const rate = await ratioOfRates(load, { one, other, rounds: 24, warm, clients: 10, seconds: 0.5 });
  const rows = [atLeast('event log of 1,000,000 by person: requests/s over the floor’s', rate, 0.4)];
  const filters = {
    'all of it': () => ({}),
    ...Object.fromEntries(Object.entries(PEOPLE).map(([who, person]) => [`by a person ${who}`, () => ({ person })])),
    'by a kind with few events': () => ({ group: RARE_GROUP }),
    'by dates': ({ day }) => ({ from: day, to: day }),
  };
  for (const [name, queryOf] of Object.entries(filters)) {
    const [one, other] = logs.map((log) => ask(app, log, queryOf(log)));
    await load({ asks: [one, other], clients: 5, seconds: 1 }); // warm
    const ratio = await ratioOfTimes(load, { one, other, times: 120 });
    rows.push(atMost(`event log ${name}: time with 1,000,000 events over time with 1,000`, ratio, 1.3));
  }
  await Promise.all([app.stop(), floor.stop()]);
  return rows;
}
