import { Injectable } from '@nestjs/common';
import { STANDINGS } from '../client-orgs/counters.js';
import { cursorAfter, keyset, type SortColumn } from '../database/keyset.js';
import { csvLine } from '../web/csv.js';
import type { Plan, ProviderCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { type Message, say } from '../web/message.js';
import { money, words } from '../web/words.js';
import { Seats } from './seats.service.js';

const PAGE = 50;
const EXPORT_BATCH = 1000;

export class ClientListQuery {
  @Optional(100) search?: string;
  @Optional(10) sort?: string;
  @Optional(4) direction?: string;
  @Optional(1000) after?: string;
}

export interface ClientRow {
  id: string;
  name: string;
  reference: string;
  ownerEmail: string;
  seats: number;
  occupied: number;
  remaining: number;
  waiting: number;
  plan: Plan;
  attention: number;
  standing: number;
}

const ID: SortColumn = { sql: 'o.id', as: 'id' };
const by = (sql: string, as = sql): SortColumn[] => [{ sql: `o.${sql}`, as }, ID];

/** The columns that can be sorted by; without one, clients that need somebody come first. */
const SORTS: Record<string, SortColumn[]> = {
  name: by('name'),
  assigned: by('seats'),
  used: by('occupied'),
  remaining: by('remaining'),
  plan: by('plan'),
  status: by('standing'),
};
const NEEDS_ME_FIRST: SortColumn[] = [{ sql: 'o.attention', as: 'attention' }, ...by('name')];

const STANDING_WORDS: Record<(typeof STANDINGS)[number], { text: Message; tone: 'good' | 'warning' | 'plain' }> = {
  waiting: { text: say('Needs confirmation'), tone: 'warning' },
  undelivered: { text: say('Invitation failed'), tone: 'warning' },
  full: { text: say('No seats left'), tone: 'warning' },
  'setting-up': { text: say('Owner invited'), tone: 'plain' },
  active: { text: say('Active'), tone: 'good' },
  suspended: { text: say('Suspended'), tone: 'plain' },
};

export const PLAN_WORDS: Record<Plan, Message> = { teams: say('Teams'), enterprise: say('Enterprise') };

/** The Clients tab: one keyset page, and all of them as CSV. */
@Injectable()
export class ClientList {
  constructor(private readonly seats: Seats) {}

  async page(current: ProviderCurrent, query: ClientListQuery) {
    const columns = SORTS[query.sort ?? ''] ?? NEEDS_ME_FIRST;
    const rows = await this.rows(current, columns, query, PAGE + 1);
    const shown = rows.slice(0, PAGE);
    return {
      rows: shown.map((row) => ({
        ...row,
        planText: PLAN_WORDS[row.plan],
        standing: STANDING_WORDS[STANDINGS[row.standing]],
      })),
      next: rows.length > PAGE ? cursorAfter(columns, shown[PAGE - 1] as never) : undefined,
    };
  }

  /** Columns as the reference's client CSV has them (§1.8), with the provider's own reference. */
  async *csv(current: ProviderCurrent): AsyncGenerator<string> {
    const heads = ['Client', 'Id', 'reference', 'Assigned', 'Used', 'Remaining', 'Plan', 'Estimated total'];
    yield csvLine(heads.map((head) => words(head, current)));
    const prices = Object.fromEntries((await this.seats.pools(current)).map(({ plan, price }) => [plan, price]));
    const { currency } = current.provider;
    let after: string | undefined;
    do {
      const rows = await this.rows(current, SORTS.name, { after }, EXPORT_BATCH);
      for (const { name, id, reference, seats, occupied, remaining, plan } of rows) {
        const total = money({ minor: seats * prices[plan], currency }, current);
        yield csvLine([name, id, reference, seats, occupied, remaining, words(PLAN_WORDS[plan], current), total]);
      }
      after = rows.length === EXPORT_BATCH ? cursorAfter(SORTS.name, rows[rows.length - 1] as never) : undefined;
    } while (after);
  }

  private rows(
    current: ProviderCurrent,
    columns: SortColumn[],
    query: ClientListQuery,
    limit: number,
  ): Promise<ClientRow[]> {
    const page = keyset(columns, query.direction === 'desc', query.after);
    const search = query.search?.trim().normalize('NFC').toLowerCase();
    const like = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : undefined;
    return current.db.query(
      `SELECT o.id, o.name, o.reference, o.owner_email AS ownerEmail, o.seats, o.occupied, o.remaining, o.waiting, o.plan,
        o.attention, o.standing
       FROM organizations o WHERE o.provider_id = ? ${like ? 'AND o.search LIKE ?' : ''} ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [current.provider.id, ...(like ? [like] : []), ...page.values],
    );
  }
}
