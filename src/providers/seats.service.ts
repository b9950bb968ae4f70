import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { Outbox } from '../mail/outbox.service.js';
import type { AtProvider, Plan, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import { Provider } from './provider.entity.js';
import { type SeatsAfter, seatsAfter } from './seat-arithmetic.js';
import { SeatChange, type SeatChangeKind } from './seat-change.entity.js';
import { SeatPool } from './seat-pool.entity.js';

/** The order in which the pools of both plans are locked, by whoever changes both: two of them never wait for each other. */
const POOL_ORDER: readonly Plan[] = ['teams', 'enterprise'];

interface ClientSeats {
  plan: Plan;
  /** How many seats the client gains or, negative, gives back. */
  change: number;
  kind: SeatChangeKind;
  client: { id: string; name: string };
  /** 1 when the client is new to the pool, -1 when it leaves it. */
  clients?: number;
  /** Where the form shows a refused purchase. */
  field?: string;
}

interface Move {
  client: { id: string; name: string; seats: number };
  from: Plan;
  to: Plan;
}

/** Seat pools: what a provider bought of each plan, what its clients have, and the ledger of every change. */
@Injectable()
export class Seats {
  constructor(private readonly outbox: Outbox) {}

  pools(current: ProviderCurrent): Promise<SeatPool[]> {
    return current.db.query(
      `SELECT id, provider_id AS providerId, plan, minimum, purchased, allocated, clients, price FROM seat_pools
       WHERE provider_id = ? ORDER BY plan DESC`,
      [current.provider.id],
    );
  }

  pool(current: ProviderCurrent, plan: Plan): Promise<SeatPool> {
    return current.db.findOneByOrFail(SeatPool, { providerId: current.provider.id, plan });
  }

  /**
   * Takes seats for a client from its pool, or gives them back; inside the caller's transaction, which it begins with.
   * @throws Refusal at `field` when seats would be purchased by somebody who may not
   */
  async change(
    current: AtProvider,
    { plan, change, kind, client, clients = 0, field = 'seats' }: ClientSeats,
  ): Promise<SeatsAfter & { changeId: string }> {
    const pool = await this.lock(current, plan);
    const after = seatsAfter(pool, change);
    if (after.additional > 0 && !current.rights.has('seats.purchase')) {
      const { unassigned } = seatsAfter(pool, 0);
      throw refuseField(
        field,
        say('{{count}} seats are unassigned. Ask a provider admin to purchase more.', { count: unassigned }),
      );
    }
    await current.db.query(
      `UPDATE seat_pools SET purchased = GREATEST(0, allocated + ? - minimum), allocated = allocated + ?, clients = clients + ?
       WHERE id = ?`,
      [change, change, clients, pool.id],
    );
    const changeId = await this.enter(
      current,
      { ...pool, ...after },
      { kind, seats: change, bought: after.additional - after.removed, client },
    );
    if (after.additional > 0) await this.tellBilling(current, pool, after, client, changeId);
    return { ...after, changeId };
  }

  /** Gives all seats of a client back to the pool of one plan and takes as many from the other's. */
  async move(current: ProviderCurrent, { client, from, to }: Move): Promise<void> {
    for (const plan of POOL_ORDER) await this.lock(current, plan);
    const { seats } = client;
    await this.change(current, { plan: from, change: -seats, kind: 'plan-left', client, clients: -1 });
    await this.change(current, { plan: to, change: seats, kind: 'plan-entered', client, clients: 1, field: 'plan' });
  }

  /** Sets what the provider has bought in any case, and the price, of one plan. */
  async setTerms(current: ProviderCurrent, plan: Plan, terms: { minimum: number; price: number }): Promise<void> {
    const pool = await this.lock(current, plan);
    if (pool.minimum === terms.minimum && pool.price === terms.price) return;
    const changed = { ...pool, ...terms, purchased: Math.max(0, pool.allocated - terms.minimum) };
    await current.db.query(
      'UPDATE seat_pools SET minimum = ?, price = ?, purchased = GREATEST(0, allocated - minimum) WHERE id = ?',
      [terms.minimum, terms.price, pool.id],
    );
    const kind = pool.minimum === terms.minimum ? 'price-changed' : 'minimum-changed';
    await this.enter(current, changed, { kind, seats: 0, bought: changed.purchased - pool.purchased });
    await record(
      current,
      'seat-pool.changed',
      { id: pool.id, name: plan },
      {
        minimum: pool.minimum,
        newMinimum: terms.minimum,
        price: pool.price,
        newPrice: terms.price,
      },
    );
  }

  /** Opens the pool of a plan for a new provider. */
  async open(current: ProviderCurrent, plan: Plan, terms: { minimum: number; price: number }): Promise<void> {
    const pool: SeatPool = {
      id: uuid(),
      providerId: current.provider.id,
      plan,
      ...terms,
      purchased: 0,
      allocated: 0,
      clients: 0,
    };
    await current.db.insert(SeatPool, pool);
    await this.enter(current, pool, { kind: 'opened', seats: 0, bought: 0 });
  }

  private async lock(current: AtProvider, plan: Plan): Promise<SeatPool> {
    return current.db.findOneOrFail(SeatPool, {
      where: { providerId: current.provider.id, plan },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async enter(
    current: AtProvider,
    pool: SeatPool,
    row: { kind: SeatChangeKind; seats: number; bought: number; client?: { id: string; name: string } },
  ): Promise<string> {
    const id = uuid();
    await current.db.insert(SeatChange, {
      id,
      providerId: current.provider.id,
      plan: pool.plan,
      kind: row.kind,
      organizationId: row.client?.id ?? null,
      clientName: row.client?.name ?? null,
      seats: row.seats,
      purchasedSeats: row.bought,
      minimum: pool.minimum,
      allocated: pool.allocated,
      purchased: pool.purchased,
      price: pool.price,
      currency: current.provider.currency,
      actorId: current.actor.id,
      actorName: current.actor.name,
      at: current.now,
    });
    return id;
  }

  private async tellBilling(
    current: AtProvider,
    pool: SeatPool,
    after: SeatsAfter,
    client: { id: string; name: string },
    changeId: string,
  ): Promise<void> {
    await record(current, 'seats.purchased', client, { seats: after.additional, price: pool.price, plan: pool.plan });
    const { billingEmail } = await current.db.findOneByOrFail(Provider, { id: current.provider.id });
    if (!billingEmail) return;
    await this.outbox.send(current, {
      letter: 'seats-purchased',
      to: billingEmail,
      ids: { changeId },
      providerId: current.provider.id,
    });
  }
}
