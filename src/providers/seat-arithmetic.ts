/** What a provider has of one plan's seats. */
interface Pool {
  /** Seats paid for in any case. */
  minimum: number;
  /** Seats assigned to clients. */
  allocated: number;
}

export interface SeatsAfter {
  allocated: number;
  /** Bought beyond the minimum, afterwards. */
  purchased: number;
  /** Paid for and assigned to no client, afterwards. */
  unassigned: number;
  /** By how much the purchased seats grow; 0 when they do not. */
  additional: number;
  /** By how much the purchased seats shrink; 0 when they do not. */
  removed: number;
}

/** @returns purchased seats P = max(0, A − M) (reference §1.4) */
export const purchasedSeats = ({ minimum, allocated }: Pool): number => Math.max(0, allocated - minimum);

/**
 * What a change of a client's seats makes of its pool (reference §1.4).
 * @param change seats more (or fewer, negative) for one client
 */
export function seatsAfter(pool: Pool, change: number): SeatsAfter {
  const after = { ...pool, allocated: pool.allocated + change };
  const growth = purchasedSeats(after) - purchasedSeats(pool);
  return {
    allocated: after.allocated,
    purchased: purchasedSeats(after),
    unassigned: Math.max(0, pool.minimum - after.allocated),
    additional: Math.max(0, growth),
    removed: Math.max(0, -growth),
  };
}
