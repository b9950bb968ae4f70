import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lastMailTo } from './mail.js';
import { aProvider, aServiceUser, aStranger } from './people.js';
import { statementsDuring } from './statements.js';
import { openWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('everything', async () => {
  console.time('provider');
  const provider = await aProvider(world, { teams: 50 });
  console.timeEnd('provider');
  await provider.admin.visit('/');
  await provider.admin.click('New client');
  console.time('client');
  const client = await provider.startsClient({ name: 'Café <b>Åäö</b>' });
  console.timeEnd('client');
  console.log(provider.admin.page.heading, provider.admin.page.text, provider.admin.page.notice);
  console.log((await lastMailTo(world, client.ownerEmail)).text);
  console.time('owner');
  const owner = await client.confirmedOwner();
  console.timeEnd('owner');
  await owner.visit(client.path + '/vault');
  console.log(owner.page.heading, owner.page.rows());
  const s = await aServiceUser(provider);
  await s.visit('/');
  console.log(s.page.rows(), s.page.text);
  const x = await aStranger(world);
  await x.visit(client.path);
  console.log(x.page.status, x.page.text);
  console.log(await statementsDuring(() => s.visit(provider.path + '/clients')));
  console.time('60');
  await provider.hasClients(60);
  console.timeEnd('60');
  console.log(await statementsDuring(() => s.visit(provider.path + '/clients')));
});
