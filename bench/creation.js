import { setTimeout as pause } from 'node:timers/promises';
import { ratioOfRates } from './lib/measure.js';
import { atLeast } from './lib/rows.js';

const FIELDS = {
  ...{ formId: '#', plan: 'teams', name: '#', email: '#@kund.example', seats: '5', reference: '', locale: 'sv' },
  timeZone: 'Europe/Stockholm',
};

/** “Add organization”, four at a time: with the RSA key pair made, and with one that lies ready. */
export async function creation(world) {
  const sides = ['app.js', 'floor.js', world.large];
  const making = await compare(world, sides, { rounds: 8, count: 24 }, {});
  const without = await compare(world, sides, { rounds: 8, count: 80, warm: { count: 300 } }, { KEY_PAIRS: 'one' });
  return [
    atLeast('creating clients, key pairs made: clients/s over the floor’s', making, 0.8),
    atLeast('creating clients, key pairs at hand: clients/s over the floor’s', without, 0.3),
  ];
}

/** @returns the clients that one program adds a second for a provider over those of another */
export async function compare({ serve, sql, load }, [program, another, { path, cookie }], measure, env) {
  const [first, second] = [await serve(program, env), await serve(another, env)];
  const ask = ({ port }) => ({ port, path, cookie, fields: FIELDS, status: 303 });
  const settled = () => mailIsOut(sql);
  const ratio = await ratioOfRates(load, { one: ask(first), other: ask(second), clients: 4, settled, ...measure });
  await Promise.all([first.stop(), second.stop()]);
  return ratio;
}

/** The portal goes on to deliver invitations, which is not to slow the other's turn. */
async function mailIsOut(sql) {
  for (;;) {
    await pause(100);
    const [due] = await sql.query(
      "SELECT 1 FROM mails WHERE state = 'queued' AND next_at < NOW(3) + INTERVAL 1 HOUR LIMIT 1",
    );
    if (due.length === 0) return;
  }
}
