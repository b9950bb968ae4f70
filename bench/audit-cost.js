import { compare } from './creation.js';
import { atLeast } from './lib/rows.js';

/**
 * What the event logs and their chains cost whoever adds clients: with the RSA key pair made, and where nothing else takes long, with
 * one that lies ready. Of the small provider, as one may invite 5,000 people a day.
 */
export async function auditCost(world) {
  const sides = ['app.js', 'app-without-audit.js', world.small];
  const making = await compare(world, sides, { rounds: 8, count: 24 }, {});
  const without = await compare(world, sides, { rounds: 12, count: 60, warm: { count: 300 } }, { KEY_PAIRS: 'one' });
  return [
    atLeast('creating clients, key pairs made: clients/s with event logs over without', making, 0.85),
    atLeast('creating clients, key pairs at hand: clients/s with event logs over without', without, 0.75),
  ];
}
