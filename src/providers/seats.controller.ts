import { Controller, Get } from '@nestjs/common';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { say } from '../web/message.js';
import { page } from '../web/page.js';
import { PLAN_WORDS } from './client-list.js';
import type { SeatChangeKind } from './seat-change.entity.js';
import { SeatLedger } from './seat-ledger.js';
import { Seats } from './seats.service.js';
import { monthOf } from './statements.service.js';

class LedgerQuery {
  @Optional(1000) after?: string;
}

const KIND_WORDS = {
  opened: say('Seats recorded at set-up'),
  'client-created': say('Client added'),
  'client-resized': say('Seats of the client changed'),
  'client-deleted': say('Client deleted'),
  'client-left': say('Client left you'),
  'client-added': say('Existing organization added'),
  'plan-left': say('Client left this plan'),
  'plan-entered': say('Client came to this plan'),
  'minimum-changed': say('Minimum changed'),
  'price-changed': say('Price changed'),
} satisfies Record<SeatChangeKind, unknown>;

/** The seat ledger: what changed, by whom, when, at what price. */
@Controller('providers/:providerId/seats')
export class SeatsController {
  constructor(
    private readonly seats: Seats,
    private readonly ledger: SeatLedger,
  ) {}

  @Get()
  @May('seats.read')
  async index(@CurrentProvider() current: ProviderCurrent, @Query() query: LedgerQuery) {
    const { rows, next } = await this.ledger.page(current, query.after);
    const pools = (await this.seats.pools(current)).map((pool) => ({
      ...pool,
      planText: PLAN_WORDS[pool.plan],
      unassigned: Math.max(0, pool.minimum - pool.allocated),
      monthly: Math.max(pool.minimum, pool.allocated) * pool.price,
    }));
    const worded = rows.map((row) => ({
      ...row,
      kindText: KIND_WORDS[row.kind as SeatChangeKind],
      planText: PLAN_WORDS[row.plan as keyof typeof PLAN_WORDS],
    }));
    const pager = pagerLinks(`/providers/${current.provider.id}/seats`, query, next);
    return page('providers/seats', { rows: worded, pools, pager, month: monthOf(current.now) });
  }
}
