import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { purchasedSeats, seatsAfter } from '../../src/providers/seat-arithmetic.js';

const seats = fc.integer({ min: 0, max: 1_000_000 });
const pools = fc.record({ minimum: seats, allocated: seats });
/** A change that leaves the pool's clients with no fewer than no seats. */
const changes = pools.chain((pool) =>
  fc.integer({ min: -pool.allocated, max: 1_000_000 }).map((change) => ({ pool, change })),
);

describe('whatever the pool and the change', () => {
  test('nothing becomes negative, and nothing is bought while seats are unassigned', () => {
    fc.assert(
      fc.property(changes, ({ pool, change }) => {
        const after = seatsAfter(pool, change);
        for (const value of Object.values(after)) expect(value).toBeGreaterThanOrEqual(0);
        expect(after.unassigned === 0 || after.purchased === 0).toBe(true);
        expect(after.additional === 0 || after.removed === 0).toBe(true);
      }),
    );
  });

  test('what is paid for is what is assigned or unassigned', () => {
    fc.assert(
      fc.property(changes, ({ pool, change }) => {
        const { allocated, purchased, unassigned } = seatsAfter(pool, change);
        expect(pool.minimum + purchased).toBe(allocated + unassigned);
        expect(allocated).toBe(pool.allocated + change);
      }),
    );
  });

  test('the purchased seats change by what is shown as additional or removed', () => {
    fc.assert(
      fc.property(changes, ({ pool, change }) => {
        const { purchased, additional, removed } = seatsAfter(pool, change);
        expect(purchased - purchasedSeats(pool)).toBe(additional - removed);
        if (change <= 0) expect(additional).toBe(0);
        if (change >= 0) expect(removed).toBe(0);
      }),
    );
  });

  test('two changes together are one', () => {
    fc.assert(
      fc.property(changes, seats, ({ pool, change }, more) => {
        const { allocated } = seatsAfter(pool, change);
        const twice = seatsAfter({ ...pool, allocated }, more);
        const once = seatsAfter(pool, change + more);
        expect([twice.allocated, twice.purchased, twice.unassigned]).toEqual([
          once.allocated,
          once.purchased,
          once.unassigned,
        ]);
      }),
    );
  });
});

/** Reference §1.4, its four cases and its worked examples. */
test.each([
  [{ minimum: 50, allocated: 25 }, 20, { allocated: 45, purchased: 0, unassigned: 5, additional: 0, removed: 0 }],
  [{ minimum: 50, allocated: 25 }, 30, { allocated: 55, purchased: 5, unassigned: 0, additional: 5, removed: 0 }],
  [{ minimum: 50, allocated: 55 }, 10, { allocated: 65, purchased: 15, unassigned: 0, additional: 10, removed: 0 }],
  [{ minimum: 50, allocated: 65 }, -10, { allocated: 55, purchased: 5, unassigned: 0, additional: 0, removed: 10 }],
  [{ minimum: 50, allocated: 55 }, -20, { allocated: 35, purchased: 0, unassigned: 15, additional: 0, removed: 5 }],
])('%j changed by %i', (pool, change, after) => {
  expect(seatsAfter(pool, change)).toEqual(after);
});
