import { startOfDay } from '../web/days.js';
import { Optional } from '../web/fields.js';
import type { Reader } from '../web/words.js';

export class EventQuery {
  @Optional(50) person?: string;
  @Optional(20) group?: string;
  /** `provider` for what the people of a client's providers did. */
  @Optional(10) by?: string;
  /** Dates, `2026-11-22`, of the reader's zone; both included. */
  @Optional(10) from?: string;
  @Optional(10) to?: string;
  /** The last entry of the page before, see `cursorAfter`. */
  @Optional(30) after?: string;
}

/** A stretch of a log's time, as SQL on the columns of `log_entries`. */
export interface Span {
  /** Without the page before; of its last millisecond there may be entries left. */
  exact: Condition;
  /** With all of that millisecond. */
  rough: Condition;
  /** That millisecond. */
  edge?: Date;
}

interface Condition {
  sql: string;
  values: unknown[];
}

/** The dates of a query, up to the page before. */
export function spanOf(query: EventQuery, { timeZone }: Reader): Span {
  const after = readCursor(query.after);
  const bounds = [
    ['AND at >= ?', startOfDay(query.from, timeZone)],
    ['AND at < ?', startOfDay(query.to, timeZone, 1)],
    ['AND at <= ?', after?.at],
  ].filter(([, value]) => value);
  const rough = { sql: bounds.map(([sql]) => sql).join(' '), values: bounds.map(([, value]) => value) };
  if (!after) return { exact: rough, rough };
  const exact = { sql: `${rough.sql} AND (at < ? OR number < ?)`, values: [...rough.values, after.at, after.number] };
  return { exact, rough, edge: after.at };
}

/** Entries stand in the order of their times; those of one millisecond in that of their numbers. */
export const cursorAfter = ({ at, number }: { at: Date; number: number }): string => `${at.getTime()}-${number}`;

function readCursor(cursor = ''): { at: Date; number: number } | undefined {
  const [, at, number] = /^(\d{1,14})-(\d{1,10})$/.exec(cursor) ?? [];
  return at ? { at: new Date(Number(at)), number: Number(number) } : undefined;
}
