import { Injectable } from '@nestjs/common';
import { csvLine } from '../web/csv.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { words } from '../web/words.js';
import { type Entry, newestEntries } from './entries.js';
import { cursorAfter, type EventQuery } from './event-query.js';
import { CAPACITIES, sentence } from './sentences.js';

const PAGE = 50;
const EXPORT_BATCH = 500;

/** A log, the newest entry first: pages and exports. */
@Injectable()
export class EventList {
  async page(current: Current, logId: string, query: EventQuery) {
    const rows = await newestEntries(current, logId, query, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return { rows: shown.map(worded), next: rows.length > PAGE ? cursorAfter(shown[PAGE - 1]) : undefined };
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

  private async *all(current: Current, logId: string, query: EventQuery): AsyncGenerator<Entry> {
    let after: string | undefined;
    do {
      const rows = await newestEntries(current, logId, { ...query, after }, EXPORT_BATCH);
      yield* rows;
      after = rows.length === EXPORT_BATCH ? cursorAfter(rows[EXPORT_BATCH - 1]) : undefined;
    } while (after);
  }
}

const worded = (row: Entry) => ({
  ...row,
  capacityText: CAPACITIES[row.capacity],
  what: sentence(row.kind, row.targetName, typeof row.details === 'string' ? JSON.parse(row.details) : row.details),
});
