import { test } from '@jest/globals';
import { aProvider } from '../support/people.js';
import { openWorld } from '../support/world.js';
import { writeFileSync } from 'node:fs';
test('x', async () => {
  const world = await openWorld();
  const provider = await aProvider(world, { teams: 10 });
  await provider.hasClients(55, (i) => ({
    name: `Kund ${i} Bygg & Måleri AB`,
    reference: `K-${10_000 + i}`,
    plan: i % 2 ? 'teams' : 'enterprise',
    seats: 5 + i,
  }));
  await provider.admin.visit(`${provider.path}/clients`);
  writeFileSync('/tmp/clients.html', provider.admin.page.html);
  await world.close();
});
