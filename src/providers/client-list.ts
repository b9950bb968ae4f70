import { Injectable } from '@nestjs/common';
import { STANDINGS } from '../client-orgs/counters.js';
import type { DepartureState } from '../client-orgs/departure.entity.js';
import { worksIn } from '../client-orgs/worked-clients.js';
import { findHits } from '../database/hits.js';
import { batches, keyset, type SortColumn, windowOf } from '../database/keyset.js';
import { csvLine } from '../web/csv.js';
import type { Plan, ProviderCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { type Message, say } from '../web/message.js';
import { money, words } from '../web/words.js';
import type { SeatPool } from './seat-pool.entity.js';
import { Seats } from './seats.service.js';

const PAGE = 50;
const EXPORT_BATCH = 1000;

export class ClientListQuery {
  @Optional(100) search?: string;
  @Optional(10) sort?: string;
  @Optional(4) direction?: string;
  @Optional(1000) after?: string;
}

interface ClientRow {
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
  /** When it will be deleted, where somebody asked for that. */
  deletedOn: Date | null;
  /** How far its departure is, where somebody asked for that. */
  leaving: DepartureState | null;
}

interface Sort {
  /** Named to the database: left to itself MariaDB may use its first column alone and read all rows before the page. */
  index: string;
  columns: SortColumn[];
}

const sortBy = (first: string, ...more: string[]): Sort => ({
  index: `organizations_${first}`,
  columns: [first, ...more, 'id'].map((column) => ({ sql: `o.${column}`, as: column })),
});

/** The columns that can be sorted by; without one, clients that need somebody come first. */
const SORTS: Record<string, Sort> = {
  name: sortBy('name'),
  assigned: sortBy('seats'),
  used: sortBy('occupied'),
  remaining: sortBy('remaining'),
  plan: sortBy('plan'),
  status: sortBy('standing'),
};
const NEEDS_ME_FIRST = sortBy('attention', 'name');

const STANDING_WORDS: Record<(typeof STANDINGS)[number], { text: Message; tone: 'good' | 'warning' | 'plain' }> = {
  waiting: { text: say('Needs confirmation'), tone: 'warning' },
  undelivered: { text: say('Invitation failed'), tone: 'warning' },
  full: { text: say('No seats left'), tone: 'warning' },
  'setting-up': { text: say('Owner invited'), tone: 'plain' },
  active: { text: say('Active'), tone: 'good' },
  suspended: { text: say('Suspended'), tone: 'plain' },
};

export const PLAN_WORDS: Record<Plan, Message> = { teams: say('Teams'), enterprise: say('Enterprise') };

const LEAVING_WORDS: Partial<Record<DepartureState, Message>> = {
  asked: say('asks to leave you'),
  released: say('may leave you'),
  confirmed: say('is leaving you'),
};

const CSV_HEADS = [
  say('Client'),
  say('Id'),
  say('reference'),
  say('Assigned'),
  say('Used'),
  say('Remaining'),
  say('Plan'),
  say('Estimated total'),
];

/** The Clients tab: one keyset page, and all of them as CSV. */
@Injectable()
export class ClientList {
  constructor(private readonly seats: Seats) {}

  async page(current: ProviderCurrent, query: ClientListQuery) {
    const { sort: by = '' } = query;
    const sort = Object.hasOwn(SORTS, by) ? SORTS[by] : NEEDS_ME_FIRST;
    const { rows, next } = windowOf(await this.rows(current, sort, query, PAGE + 1), PAGE, sort.columns);
    return {
      rows: rows.map((row) => ({
        ...row,
        planText: PLAN_WORDS[row.plan],
        standing: STANDING_WORDS[STANDINGS[row.standing]],
        leavingText: row.leaving && LEAVING_WORDS[row.leaving],
      })),
      next,
    };
  }

  /** Below the list: of the whole provider; for who works in a chosen list of clients, of these. */
  async totals(current: ProviderCurrent): Promise<{ clients: number; assigned: number; unassigned?: number }> {
    const works = worksIn(current.providerMembership);
    if (works.where) {
      const [row]: Record<'clients' | 'assigned', string>[] = await current.db.query(
        `SELECT COUNT(*) AS clients, COALESCE(SUM(o.seats), 0) AS assigned FROM organizations o WHERE o.provider_id = ? ${works.where}`,
        [current.provider.id, ...works.values],
      );
      return { clients: Number(row.clients), assigned: Number(row.assigned) };
    }
    const pools = await this.seats.pools(current);
    const sum = (of: (pool: SeatPool) => number) => pools.reduce((total, pool) => total + of(pool), 0);
    return {
      clients: sum(({ clients }) => clients),
      assigned: sum(({ allocated }) => allocated),
      unassigned: sum(({ minimum, allocated }) => Math.max(0, minimum - allocated)),
    };
  }

  /** Columns as the reference's client CSV has them (§1.8), with the provider's own reference. */
  async *csv(current: ProviderCurrent): AsyncGenerator<string> {
    yield csvLine(CSV_HEADS.map((head) => words(head, current)));
    const prices = Object.fromEntries((await this.seats.pools(current)).map(({ plan, price }) => [plan, price]));
    const { currency } = current.provider;
    const read = (after?: string) => this.rows(current, SORTS.name, { after }, EXPORT_BATCH);
    for await (const rows of batches(read, EXPORT_BATCH, SORTS.name.columns)) {
      for (const { name, id, reference, seats, occupied, remaining, plan } of rows) {
        const total = money({ minor: seats * prices[plan], currency }, current);
        yield csvLine([name, id, reference, seats, occupied, remaining, words(PLAN_WORDS[plan], current), total]);
      }
    }
  }

  private async rows(
    current: ProviderCurrent,
    { index, columns }: Sort,
    query: ClientListQuery,
    limit: number,
  ): Promise<ClientRow[]> {
    const page = keyset(columns, query.direction === 'desc', query.after);
    const works = worksIn(current.providerMembership);
    const clients = { where: `o.provider_id = ? ${works.where}`, values: [current.provider.id, ...works.values] };
    const own = { table: 'organizations', as: 'o', ...clients };
    const hits = await findHits(current.db, own, query.search);
    const through = hits.few ? 'PRIMARY' : index;
    return current.db.query(
      `SELECT o.id, o.name, o.reference, o.owner_email AS ownerEmail, o.seats, o.occupied, o.remaining, o.waiting, o.plan,
        o.attention, o.standing, d.due_at AS deletedOn, l.state AS leaving
       FROM organizations o FORCE INDEX (${through}) LEFT JOIN deletions d ON d.organization_id = o.id
       LEFT JOIN departures l ON l.organization_id = o.id
       WHERE ${clients.where} ${hits.where} ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [...clients.values, ...hits.values, ...page.values],
    );
  }
}
