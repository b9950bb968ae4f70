import { Injectable } from '@nestjs/common';
import { csvLine } from '../web/csv.js';
import type { Current } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { say } from '../web/message.js';
import type { Capacity } from '../web/rights.js';
import { words } from '../web/words.js';
import { type EventKind, kindsOf, sentence } from './sentences.js';

const PAGE = 50;
const EXPORT_BATCH = 1000;

export class EventQuery {
  @Optional(50) person?: string;
  @Optional(20) group?: string;
  /** Dates, `2026-11-22`, of the reader's zone; both included. */
  @Optional(10) from?: string;
  @Optional(10) to?: string;
  @Optional(12) after?: string;
}

interface Row {
  number: number;
  id: string;
  kind: EventKind;
  actorName: string;
  capacity: Capacity;
  ip: string;
  targetName: string | null;
  details: never;
  at: Date;
  hash: string;
}

/** How the log names the capacities in which people act. */
const CAPACITIES = {
  visitor: say('not signed in'),
  person: say('own account'),
  operator: say('operator'),
  clientele: say('Clientele'),
  'provider admin': say('provider admin'),
  'service user': say('service user'),
  owner: say('owner'),
  admin: say('admin'),
  user: say('user'),
  custom: say('custom'),
} satisfies Record<Capacity, unknown>;

/** A log, the newest entry first: pages and exports. */
@Injectable()
export class EventList {
  async page(current: Current, logId: string, query: EventQuery) {
    const rows = await this.rows(current, logId, query, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return { rows: shown.map(worded), next: rows.length > PAGE ? String(shown[PAGE - 1].number) : undefined };
  }

  async *csv(current: Current, logId: string, query: EventQuery): AsyncGenerator<string> {
    const heads = [say('Number'), say('When'), say('Who'), say('Capacity'), say('Address'), say('What'), say('Hash')];
    yield csvLine(heads.map((head) => words(head, current)));
    for await (const row of this.all(current, logId, query)) {
      const { capacityText, what } = worded(row);
      const when = row.at.toISOString();
      const who = [row.actorName, words(capacityText, current)];
      yield csvLine([row.number, when, ...who, row.ip, words(what, current), row.hash]);
    }
  }

  /** One JSON object a line, as it is kept. */
  async *jsonLines(current: Current, logId: string, query: EventQuery): AsyncGenerator<string> {
    for await (const row of this.all(current, logId, query)) {
      yield `${JSON.stringify({ ...row, sentence: words(worded(row).what, current) })}\n`;
    }
  }

  private async *all(current: Current, logId: string, query: EventQuery): AsyncGenerator<Row> {
    let after: string | undefined;
    do {
      const rows = await this.rows(current, logId, { ...query, after }, EXPORT_BATCH);
      yield* rows;
      after = rows.length === EXPORT_BATCH ? String(rows[rows.length - 1].number) : undefined;
    } while (after);
  }

  private rows(current: Current, logId: string, query: EventQuery, limit: number): Promise<Row[]> {
    const { where, values } = condition(query, current.timeZone);
    return current.db.query(
      `SELECT l.number, l.hash, e.id, e.kind, e.actor_name AS actorName, e.capacity, e.ip, e.target_name AS targetName, e.details, e.at
       FROM log_entries l JOIN events e ON e.id = l.event_id
       WHERE l.log_id = ? ${where} ORDER BY l.number DESC LIMIT ${limit}`,
      [logId, ...values],
    );
  }
}

const worded = (row: Row) => ({
  ...row,
  capacityText: CAPACITIES[row.capacity],
  what: sentence(row.kind, row.targetName, typeof row.details === 'string' ? JSON.parse(row.details) : row.details),
});

function condition(query: EventQuery, timeZone: string): { where: string; values: unknown[] } {
  const parts: [sql: string, value: unknown][] = [];
  if (query.after && /^\d+$/.test(query.after)) parts.push(['l.number < ?', Number(query.after)]);
  const from = startOfDay(query.from, timeZone);
  if (from) parts.push(['l.at >= ?', from]);
  const to = startOfDay(query.to, timeZone, 1);
  if (to) parts.push(['l.at < ?', to]);
  if (query.group) parts.push(['e.kind IN (?)', [...kindsOf(query.group), '']]);
  if (query.person) parts.push(['INSTR(e.actor_name, ?) > 0', query.person]);
  return { where: parts.map(([sql]) => `AND ${sql}`).join(' '), values: parts.map(([, value]) => value) };
}

/** Midnight of a date in a zone, as a moment; undefined where the text is no date. */
function startOfDay(text: string | undefined, timeZone: string, daysLater = 0): Date | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const utc = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(utc.getTime())) return undefined;
  utc.setUTCDate(utc.getUTCDate() + daysLater);
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(utc);
  const offset = new Date(`${parts.replace(' ', 'T')}Z`).getTime() - utc.getTime();
  return new Date(utc.getTime() - offset);
}
