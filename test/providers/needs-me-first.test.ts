import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aProvider } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('clients that need somebody stand first, with what they need', async () => {
  const provider = await aProvider(world);
  const { admin } = provider;
  const start = (name: string, seats = 5) => provider.startsClient({ name, seats });
  await start('Alfa');
  const waiting = await start('Waiting');
  await start('Expired');
  await start('Full', 1);
  const done = await start('Done');
  await done.confirmedOwner();
  await world.daysPass(6);
  await provider.admin.signsIn();
  await admin.visit(waiting.path);
  await admin.submit('Resend');
  await waiting.acceptedOwner();
  await start('New');
  await admin.visit('/');
  expect(admin.page.rows().map(({ Client, Status }) => [Client.split(' ')[0], Status])).toEqual([
    ['Alfa', 'Invitation failed'],
    ['Expired', 'Invitation failed'],
    ['Full', 'Invitation failed'],
    ['Waiting', 'Needs confirmation'],
    ['Done', 'Active'],
    ['New', 'Owner invited'],
  ]);
  expect(admin.page.rows()[3].Client).toContain('1 person waits for confirmation');
});

test('without clients the page says what to do next, to those who can', async () => {
  const { admin } = await aProvider(world);
  await admin.visit('/');
  expect(admin.page.text).toContain('No clients yet');
  await admin.click('New client');
  expect(admin.page.heading).toBe('New client organization');
});
