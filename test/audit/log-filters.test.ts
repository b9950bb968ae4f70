import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { record } from '../../src/audit/record.js';
import type { EventKind } from '../../src/audit/sentences.js';
import { transaction } from '../../src/database/transaction.js';
import { aProvider } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Actor {
  id: string | null;
  name: string;
}

/** Something that somebody did at a provider, `minutes` from now. */
async function did(provider: Provider, actor: Actor, kind: EventKind = 'clients.exported', minutes = 0): Promise<void> {
  const current = await provider.current();
  const now = new Date(current.now.getTime() + minutes * 60_000);
  await record({ ...current, actor, now }, kind, current.provider, { month: 'May' });
}

/** What a filter leaves of the provider's log, page after page: when, who, what and from where. */
async function filtered({ admin, path }: Provider, query: Record<string, string>): Promise<string[][]> {
  const found: string[][] = [];
  await admin.visit(`${path}/events?${new URLSearchParams(query)}`);
  for (;;) {
    found.push(...admin.page.rows().map((row) => Object.values(row)));
    if (!admin.page.text.includes('Next page')) return found;
    await admin.click('Next page');
  }
}

interface Line {
  actorName: string;
  kind: string;
  number: number;
  at: string;
}

async function exported({ admin, path }: Provider, query: Record<string, string> = {}): Promise<Line[]> {
  const { body } = await admin.send({ path: `${path}/events/export.jsonl?${new URLSearchParams(query)}` });
  return body
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('a log filtered by person', () => {
  test('finds everybody of that name, whatever the case', async () => {
    const provider = await aProvider(world);
    await did(provider, { id: uuid(), name: 'Örjan Ek' });
    await did(provider, { id: uuid(), name: 'Örjan Ek' });
    await did(provider, { id: uuid(), name: 'Orjan Al' });
    expect(await filtered(provider, { person: 'örjan' })).toHaveLength(2);
    expect(await filtered(provider, { person: 'Ek' })).toHaveLength(2);
    expect(await filtered(provider, { person: '%' })).toHaveLength(0);
  });

  test('finds all that somebody did, under the name of then and of now', async () => {
    const provider = await aProvider(world);
    const id = uuid();
    await did(provider, { id, name: 'Anna Ståhl' });
    await did(provider, { id, name: 'Anna Kvist' });
    for (const person of ['Ståhl', 'Kvist']) {
      const found = await exported(provider, { person });
      expect(found.map(({ actorName }) => actorName)).toEqual(['Anna Kvist', 'Anna Ståhl']);
    }
  });

  test('finds those who have no account by what they are called', async () => {
    const provider = await aProvider(world);
    await did(provider, { id: null, name: 'Clientele' });
    const visitor = { ...world.operator, capacity: 'visitor' as const, actor: { id: null, name: '' } };
    for (const current of [visitor, world.operator])
      await record(current, 'clients.exported', provider, {}, { providerId: provider.id });
    expect(await exported(provider, { person: 'clientele' })).toHaveLength(1);
    expect(await exported(provider, { person: 'not signed in' })).toHaveLength(1);
    expect(await exported(provider, { person: 'operator' })).toHaveLength(1);
  });
});

test.each([
  ['at their own times', (index: number) => (index * 7919) % 500],
  ['all at once', () => 0],
])(
  'pages of a log in which 130 people did things %s show what a filter leaves, once and newest first',
  async (_, minutes) => {
    const provider = await aProvider(world);
    const people = Array.from({ length: 130 }, (_, index) => ({ id: uuid(), name: `Person ${index}` }));
    await transaction(await provider.current(), async (current) => {
      for (let index = 0; index < 400; index++) {
        const now = new Date(current.now.getTime() - minutes(index) * 60_000);
        const kind = index % 3 ? 'client.suspended' : 'statement.exported';
        const actor = people[(index * 31) % people.length];
        await record({ ...current, actor, now }, kind, current.provider, {
          reason: String(index),
          month: String(index),
        });
      }
    });
    const all = await exported(provider);
    const newestFirst = all.toSorted((one, other) => other.at.localeCompare(one.at) || other.number - one.number);
    expect(all.map(({ number }) => number)).toEqual(newestFirst.map(({ number }) => number));
    const whole = await filtered(provider, {});
    const rowsOf = (fits: (line: Line) => boolean) => whole.filter((_, index) => fits(all[index]));
    expect(await filtered(provider, { person: 'person' })).toEqual(
      rowsOf((line) => line.actorName.startsWith('Person')),
    );
    expect(await filtered(provider, { person: 'person 1' })).toEqual(
      rowsOf((line) => line.actorName.startsWith('Person 1')),
    );
    expect(await filtered(provider, { group: 'provider' })).toEqual(
      rowsOf(({ kind }) => ['provider.created', 'recovery-code.made', 'setup-link.made'].includes(kind)),
    );
    const clients = ({ kind }: Line) => ['client.suspended', 'statement.exported'].includes(kind);
    expect(await filtered(provider, { group: 'clients' })).toEqual(rowsOf(clients));
    expect(await filtered(provider, { group: 'clients', person: 'Person 12' })).toEqual(
      rowsOf((line) => clients(line) && line.actorName.startsWith('Person 12')),
    );
    expect(await filtered(provider, { group: 'nonsense' })).toEqual([]);
  },
);
