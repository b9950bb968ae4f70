import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { record } from '../../src/audit/record.js';
import { transaction } from '../../src/database/transaction.js';
import type { Client } from '../support/client.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const PATIENCE = 5000;

/** Holds what somebody does in a client right before its commit, for as long as `meanwhile` takes; an error when that waits. */
async function whileUnderWay(client: Client, { id, name }: Person, meanwhile: () => Promise<unknown>): Promise<void> {
  const { id: organizationId } = client;
  const membership = { memberId: '', role: 'owner' as const, permissions: [], organization: client };
  const owner = { ...world.operator, actor: { id, name }, capacity: 'owner' as const, membership };
  await transaction(owner, async (current) => {
    await record(current, 'collection.created', client, {}, { organizationId });
    current.beforeCommit?.push(async () => {
      const late = pause(PATIENCE, 'it waits', { ref: false });
      expect(await Promise.race([meanwhile().then(() => 'done'), late])).toBe('done');
    });
  });
}

async function createsCollection(person: Person, client: Client, name: string): Promise<void> {
  await person.visit(`${client.path}/collections/new`);
  await person.submit(`Add to ${client.name}`, { name });
}

test('what its own members do in one organization never waits for another of the same provider', async () => {
  const provider = await aProvider(world, { teams: 20 });
  const [one, other] = [await provider.startsClient(), await provider.startsClient()];
  const [eva, ulf] = [await one.confirmedOwner('Eva Ek'), await other.confirmedOwner('Ulf Ask')];
  await whileUnderWay(one, eva, () => createsCollection(ulf, other, 'Not waiting'));
  expect(ulf.page.notice).toContain('Not waiting is ready');
  await whileUnderWay(one, eva, () => provider.startsClient({ name: 'Nor the provider' }));
  expect(provider.admin.page.notice).toContain('Nor the provider is ready');
  const [event] = await other.events('collection.created');
  expect(event.providerId).toBeNull();
});

test('organizations of two providers never wait for each other, whoever acts', async () => {
  const [first, second] = [await aProvider(world), await aProvider(world)];
  const client = await first.startsClient();
  await transaction(await first.current(), async (current) => {
    await record(current, 'client.visited', client, {}, { organizationId: client.id });
    current.beforeCommit?.push(async () => void (await second.startsClient({ name: 'Elsewhere' })));
  });
  expect(second.admin.page.notice).toContain('Elsewhere is ready');
});

test('a head is locked through its index, so that small tables are not scanned', async () => {
  const plan: { type: string; key: string }[] = await world.db.query(
    'EXPLAIN SELECT id, length, hash FROM event_logs FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE',
    [['a', 'b']],
  );
  expect(plan).toMatchObject([{ type: 'range', key: 'PRIMARY' }]);
});
