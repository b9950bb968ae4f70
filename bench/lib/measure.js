import { setTimeout as pause } from 'node:timers/promises';

const sorted = (numbers) => numbers.toSorted((one, other) => one - other);
const median = (numbers) => sorted(numbers)[numbers.length >> 1];
/** Whatever else the machine does makes an answer slower, never faster: the quick ones tell. */
const quick = (numbers) => sorted(numbers)[Math.floor(numbers.length / 10)];

/**
 * Lets `one` and `other` answer in turn, in rounds so short that a busy machine slows both alike; a first round does not count.
 * @returns the median of one's answers a second over the other's
 */
export async function ratioOfRates(load, { one, other, rounds, settled = () => pause(50), ...order }) {
  const rate = async (ask) => {
    const { answered, seconds } = await load({ asks: [ask], ...order });
    await settled();
    return answered / seconds;
  };
  const ratios = [];
  for (let round = 0; round <= rounds; round++) {
    const turns = round % 2 ? [one, other] : [other, one];
    const rates = new Map();
    for (const ask of turns) rates.set(ask, await rate(ask));
    if (round > 0) ratios.push(rates.get(one) / rates.get(other));
  }
  return median(ratios);
}

/** @returns the milliseconds that `one` takes over those of `other`, asked in turn by one client; of each the quickest tenth */
export async function ratioOfTimes(load, { one, other, times }) {
  const { took } = await load({ asks: [one, other], count: 2 * times });
  return quick(took[0]) / quick(took[1]);
}
