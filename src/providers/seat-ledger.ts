import { Injectable } from '@nestjs/common';
import { keyset, windowOf } from '../database/keyset.js';
import type { ProviderCurrent } from '../web/current.js';

const PAGE = 50;

/** Every change of a provider's seats, with the pool after it. */
@Injectable()
export class SeatLedger {
  /** One page of the ledger, the newest change first. */
  async page(current: ProviderCurrent, after?: string) {
    const columns = [{ sql: 'id', as: 'id' }];
    const keys = keyset(columns, true, after);
    const rows: Record<string, unknown>[] = await current.db.query(
      `SELECT id, plan, kind, organization_id AS organizationId, client_name AS clientName, seats,
        purchased_seats AS purchasedSeats, minimum, allocated, purchased, price, currency, actor_name AS actorName, at
       FROM seat_changes WHERE provider_id = ? ${keys.after} ORDER BY ${keys.orderBy} LIMIT ${PAGE + 1}`,
      [current.provider.id, ...keys.values],
    );
    return windowOf(rows, PAGE, columns);
  }
}
