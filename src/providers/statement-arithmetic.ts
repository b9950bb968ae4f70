import type { Plan } from '../web/current.js';

const DAY = 24 * 3600 * 1000;

/** One row of the seat ledger, as a statement reads it. */
export interface LedgerRow {
  plan: Plan;
  organizationId: string | null;
  seats: number;
  price: number;
  actorName: string;
  at: Date;
}

/** A calendar month in UTC, so that it is the same whoever asks, and where. */
export interface Month {
  from: Date;
  to: Date;
  days: number;
}

/** @param text such as 2026-11. @returns undefined when it is no month */
export function readMonth(text: string): Month | undefined {
  const found = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(text);
  if (!found) return undefined;
  const [year, month] = [Number(found[1]), Number(found[2])];
  const [from, to] = [new Date(Date.UTC(year, month - 1, 1)), new Date(Date.UTC(year, month, 1))];
  return { from, to, days: (to.getTime() - from.getTime()) / DAY };
}

export interface Opening {
  organizationId: string;
  plan: Plan;
  seats: number;
}

export interface Line extends Opening {
  /** What the client has when the month ends, or now. */
  atEnd: number;
  /** The sum over the days of the seats that the client has at the end of each. */
  seatDays: number;
  /** In minor units: each day at a month's price divided by its days, rounded once. */
  amount: number;
  changes: LedgerRow[];
}

/**
 * Adds up a month from the ledger: nothing else goes in, so that it comes out the same at any time.
 * @param openings what each client had when the month began
 * @param rows of the month, the oldest first, those of pools alone too: they carry prices
 * @param prices of a seat when the month began, in minor units
 * @param passed days of the month that are over
 */
export function statementLines(
  { from, days }: Month,
  openings: Opening[],
  rows: LedgerRow[],
  prices: Record<Plan, number>,
  passed: number,
): Line[] {
  const dayOf = ({ at }: LedgerRow) => Math.floor((at.getTime() - from.getTime()) / DAY);
  const priceOn = (plan: Plan, day: number) =>
    rows.findLast((row) => row.plan === plan && dayOf(row) <= day)?.price ?? prices[plan];
  const daily = { teams: [] as number[], enterprise: [] as number[] };
  for (const plan of ['teams', 'enterprise'] as const) {
    daily[plan] = Array.from({ length: passed }, (_, day) => priceOn(plan, day));
  }
  const lines = new Map<string, Line>();
  const lineOf = (organizationId: string, plan: Plan, seats = 0): Line => {
    const key = `${organizationId} ${plan}`;
    const line = lines.get(key) ?? { organizationId, plan, seats, atEnd: seats, seatDays: 0, amount: 0, changes: [] };
    lines.set(key, line);
    return line;
  };
  for (const { organizationId, plan, seats } of openings) lineOf(organizationId, plan, seats);
  for (const row of rows) if (row.organizationId) lineOf(row.organizationId, row.plan).changes.push(row);
  for (const line of lines.values()) {
    let next = 0;
    let money = 0;
    for (let day = 0; day < passed; day++) {
      for (; next < line.changes.length && dayOf(line.changes[next]) <= day; next++) {
        line.atEnd += line.changes[next].seats;
      }
      line.seatDays += line.atEnd;
      money += line.atEnd * daily[line.plan][day];
    }
    // Of a month that is not over, what changed today counts from tonight.
    for (; next < line.changes.length; next++) line.atEnd += line.changes[next].seats;
    line.amount = Math.round(money / days);
  }
  return [...lines.values()];
}
