import type { Plan } from '../web/current.js';
import type { Provider } from './provider.entity.js';
import { seatsAfter } from './seat-arithmetic.js';
import type { SeatPool } from './seat-pool.entity.js';

/** What a change of seats would mean, for the card beside the form. */
export function seatPreview(
  pools: SeatPool[],
  { currency }: Pick<Provider, 'currency'>,
  plan: Plan,
  change: number,
  typed: boolean,
) {
  const pool = pools.find((one) => one.plan === plan) as SeatPool;
  const after = seatsAfter(pool, change);
  return {
    ...after,
    typed,
    plan,
    before: seatsAfter(pool, 0),
    owned: Math.max(pool.minimum, pool.allocated),
    price: pool.price,
    monthly: after.additional * pool.price,
    saved: after.removed * pool.price,
    currency,
  };
}
