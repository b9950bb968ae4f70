import { FIELDS, mailIsOut } from './creation.js';
import { ratioOfRates } from './lib/measure.js';
import { atLeast } from './lib/rows.js';

/**
 * What the event logs and their chains cost whoever adds clients, where nothing else takes long: key pairs lie ready.
 * Of the small provider, as one may invite 5,000 people a day.
 */
export async function auditCost({ serve, sql, small, load }) {
  const env = { KEY_PAIRS: 'one' };
  const [app, without] = [await serve('app.js', env), await serve('app-without-audit.js', env)];
  const ask = ({ port }) => ({ port, path: small.path, cookie: small.cookie, fields: FIELDS, status: 303 });
  const ratio = await ratioOfRates(load, {
    ...{ one: ask(app), other: ask(without), clients: 4, rounds: 12, count: 60, warm: { count: 300 } },
    settled: () => mailIsOut(sql),
  });
  await Promise.all([app.stop(), without.stop()]);
  return [atLeast('creating clients, key pairs at hand: clients/s with event logs over without', ratio, 0.85)];
}
