import { accessMatrix } from './access-matrix.js';
import { auditCost } from './audit-cost.js';
import { bulkConfirmation } from './bulk-confirmation.js';
import { clientsPage } from './clients-page.js';
import { creation } from './creation.js';
import { eventLog } from './event-log.js';
import { imports } from './imports.js';
import { openWorld } from './lib/world.js';
import { members } from './members.js';
import { memory } from './memory.js';
import { organizations } from './organizations.js';
import { search } from './search.js';
import { sorts } from './sorts.js';
import { vault } from './vault.js';

/** Every bench: given the world it gives rows. */
const BENCHES = [
  ...[clientsPage, members, accessMatrix, sorts, search, creation, auditCost, organizations, bulkConfirmation, memory],
  ...[eventLog, imports, vault],
];

/** @returns the rows of those whose names are given, or of all */
export async function bench(databaseUrl, names, say) {
  const chosen = BENCHES.filter(({ name }) => names.length === 0 || names.includes(name));
  say('Filling a database with clients.');
  const world = await openWorld(databaseUrl);
  try {
    const rows = [];
    for (const one of chosen) {
      say(`Measuring: ${one.name}.`);
      rows.push(...(await one(world)));
    }
    return rows;
  } finally {
    await world.close();
  }
}
