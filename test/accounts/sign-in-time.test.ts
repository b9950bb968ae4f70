import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEFAULT_KDF } from '../../src/keys/kdf.js';
import { aStranger, unique } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const TRIES = 200;
const ROUNDS = 4;

let world: World;
beforeAll(async () => {
  world = await openWorld({}, { kdf: DEFAULT_KDF });
});
afterAll(() => world.close());

const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1];

/** How long a wrong password takes, in milliseconds, an hour after the one before. */
async function timeOf(email: string): Promise<number> {
  world.clock.forward(3_600_000);
  const begin = performance.now();
  const { status } = await world.browser().send({ path: '/sign-in', form: { email, password: 'not-my-password' } });
  const time = performance.now() - begin;
  expect(status).toBe(422);
  return time;
}

interface Times {
  known: number[];
  unknown: number[];
}

async function measure(times: Times, known: string): Promise<void> {
  const unknown = `${unique('nobody')}@elsewhere.example`;
  for (let pair = 0; pair < TRIES / 2; pair++) {
    // who is first changes too, so that what comes after the other hits both
    const order = pair % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const which of order) times[which].push(await timeOf({ known, unknown }[which]));
  }
}

function difference({ known, unknown }: Times): number {
  const [one, other] = [median(known), median(unknown)];
  return Math.abs(one - other) / Math.max(one, other);
}

// Other tests use this machine meanwhile: with more tries noise grows smaller, and a real difference does not.
test('known and unknown addresses take the same time: medians of 200 alternating tries within 5 %', async () => {
  const { email } = await aStranger(world);
  const times: Times = { known: [], unknown: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await measure(times, email);
    if (difference(times) <= 0.05) break;
  }
  expect(difference(times)).toBeLessThanOrEqual(0.05);
}, 240_000);
