import { setTimeout as pause } from 'node:timers/promises';
import { ratioOfRates } from './lib/measure.js';
import { atLeast } from './lib/rows.js';

export const FIELDS = {
  ...{ formId: '#', plan: 'teams', name: '#', email: '#@kund.example', seats: '5', reference: '', locale: 'sv' },
  timeZone: 'Europe/Stockholm',
};

/** “Add organization”, four at a time: with the RSA key pair made, and with one that lies ready. */
export async function creation(world) {
  const making = await compare(world, { rounds: 8, count: 24 }, {});
  const without = await compare(world, { rounds: 8, count: 80, warm: { count: 300 } }, { KEY_PAIRS: 'one' });
  return [
    atLeast('creating clients, key pairs made: clients/s over the floor’s', making, 0.8),
    atLeast('creating clients, key pairs at hand: clients/s over the floor’s', without, 0.3),
  ];
}

async function compare({ serve, sql, large, load }, measure, env) {
  const [app, floor] = [await serve('app.js', env), await serve('floor.js', env)];
  const ask = ({ port }) => ({ port, path: large.path, cookie: large.cookie, fields: FIELDS, status: 303 });
  const settled = () => mailIsOut(sql);
  const ratio = await ratioOfRates(load, { one: ask(app), other: ask(floor), clients: 4, settled, ...measure });
  await Promise.all([app.stop(), floor.stop()]);
  return ratio;
}

/** The portal goes on to deliver invitations, which is not to slow the other's turn. */
export async function mailIsOut(sql) {
  for (;;) {
    await pause(100);
    const [due] = await sql.query(
      "SELECT 1 FROM mails WHERE state = 'queued' AND next_at < NOW(3) + INTERVAL 1 HOUR LIMIT 1",
    );
    if (due.length === 0) return;
  }
}
