import { setTimeout as pause } from 'node:timers/promises';

/**
 * Lets `one` and `other`, each an ask or several, answer in turn, in rounds so short that a busy machine slows both alike; `warm` is a round of each before,
 * in which V8 compiles, and does not count. `settled` waits for what a round leaves to be done.
 * @returns one's answers a second over the other's
 */
export async function ratioOfRates(load, { one, other, rounds, warm, settled = () => pause(50), ...order }) {
  const sides = [one, other].map((ask) => ({ ask, answered: 0, seconds: 0 }));
  for (const { ask } of sides) await load({ ...order, ...warm, asks: [ask].flat() });
  await settled();
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 ? sides : sides.toReversed()) {
      const { answered, seconds } = await load({ ...order, asks: [side.ask].flat() });
      side.answered += answered;
      side.seconds += seconds;
      await settled();
    }
  }
  const [first, second] = sides.map(({ answered, seconds }) => answered / seconds);
  return first / second;
}

/** Whatever else the machine does makes an answer slower, never faster: the quick ones tell. */
const quick = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 10)];

/** @returns the milliseconds that `one` takes over those of `other`, asked in turn by one client; of each the quickest tenth */
export async function ratioOfTimes(load, { one, other, times }) {
  const { took } = await load({ asks: [one, other], count: 2 * times });
  return quick(took[0]) / quick(took[1]);
}

/** What nineteen of twenty stay below. */
export const p95 = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length * 0.95)];

/** @returns the milliseconds that it takes */
export async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
