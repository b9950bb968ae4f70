import { FIELDS, mailIsOut } from './creation.js';
import { ratioOfRates } from './lib/measure.js';
import { atLeast } from './lib/rows.js';

/**
 * What the event logs and their chains cost whoever adds clients: with the RSA key pair made, and where nothing else takes long, with
 * one that lies ready. Of the small provider, as one may invite 5,000 people a day.
 */
export async function auditCost(world) {
  const making = await compare(world, { rounds: 8, count: 24 }, {});
  const without = await compare(world, { rounds: 12, count: 60, warm: { count: 300 } }, { KEY_PAIRS: 'one' });
  return [
    atLeast('creating clients, key pairs made: clients/s with event logs over without', making, 0.85),
    atLeast('creating clients, key pairs at hand: clients/s with event logs over without', without, 0.75),
  ];
}

async function compare({ serve, sql, small, load }, measure, env) {
  const [app, without] = [await serve('app.js', env), await serve('app-without-audit.js', env)];
  const ask = ({ port }) => ({ port, path: small.path, cookie: small.cookie, fields: FIELDS, status: 303 });
  const settled = () => mailIsOut(sql);
  const ratio = await ratioOfRates(load, { one: ask(app), other: ask(without), clients: 4, settled, ...measure });
  await Promise.all([app.stop(), without.stop()]);
  return ratio;
}
