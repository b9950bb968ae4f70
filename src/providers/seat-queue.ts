import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { SeatRequest } from '../client-orgs/seat-request.entity.js';
import { worksIn } from '../client-orgs/worked-clients.js';
import { transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Plan, ProviderClientCurrent, ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { PLAN_WORDS } from './client-list.js';
import { Clients } from './clients.service.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

/** So many at once; who answered them sees the next. */
const MOST = 100;

interface Row {
  id: string;
  name: string;
  plan: Plan;
  seats: number;
  occupied: number;
  asked: number;
  note: string;
  askerName: string;
  askedAt: Date;
}

/** The provider's side of a request for seats. */
@Injectable()
export class SeatQueue {
  constructor(
    private readonly seats: Seats,
    private readonly clients: Clients,
    private readonly outbox: Outbox,
  ) {}

  /** Those who wait longest first, each with what granting it would mean. */
  async list(current: ProviderCurrent) {
    const works = worksIn(current.providerMembership);
    const rows: Row[] = await current.db.query(
      `SELECT o.id, o.name, o.plan, o.seats, o.occupied, r.seats AS asked, r.note, r.asker_name AS askerName, r.asked_at AS askedAt
       FROM seat_requests r JOIN organizations o ON o.id = r.organization_id
       WHERE o.provider_id = ? ${works.where} ORDER BY r.asked_at, o.id LIMIT ${MOST}`,
      [current.provider.id, ...works.values],
    );
    const pools = await this.seats.pools(current);
    return rows.map((row) => {
      const preview = seatPreview(pools, current.provider, row.plan, row.asked, true);
      const forbidden = preview.additional > 0 && !current.rights.has('seats.purchase');
      return { ...row, planText: PLAN_WORDS[row.plan], after: row.seats + row.asked, preview, forbidden };
    });
  }

  /** For the Clients tab. @returns how many clients ask, up to `MOST` */
  async waiting({ db, provider, providerMembership }: ProviderCurrent): Promise<number> {
    const works = worksIn(providerMembership);
    const rows: unknown[] = await db.query(
      `SELECT 1 FROM seat_requests r JOIN organizations o ON o.id = r.organization_id WHERE o.provider_id = ? ${works.where}
       LIMIT ${MOST}`,
      [provider.id, ...works.values],
    );
    return rows.length;
  }

  /** Gives the client what it asks for. @throws Refusal when that is a purchase and the acting person may make none */
  grant(current: ProviderClientCurrent): Promise<SeatRequest> {
    return this.answer(current, 'seats-granted', async (current, request) => {
      const client = await lockedOrganization(current, current.client.id);
      await this.clients.resize(current, client, client.seats + request.seats);
      await record(current, 'seats.granted', client, { seats: request.seats });
    });
  }

  decline(current: ProviderClientCurrent, note: string): Promise<SeatRequest> {
    return this.answer(
      current,
      'seats-declined',
      async (current, { seats }) => {
        await record(current, 'seats.declined', current.client, { seats, note });
      },
      note,
    );
  }

  private answer(
    current: ProviderClientCurrent,
    letter: 'seats-granted' | 'seats-declined',
    act: (current: ProviderClientCurrent, request: SeatRequest) => Promise<void>,
    note = '',
  ): Promise<SeatRequest> {
    return transaction(current, async (current) => {
      const { id: organizationId } = current.client;
      await lockedOrganization(current, organizationId);
      const request = await current.db.findOneBy(SeatRequest, { organizationId });
      if (!request) throw refuse(say('This request was answered or withdrawn meanwhile.'));
      await act(current, request);
      await current.db.delete(SeatRequest, { organizationId });
      await this.tell(current, request, letter, note);
      return request;
    });
  }

  private async tell(
    current: ProviderClientCurrent,
    { organizationId, askedBy, seats }: SeatRequest,
    letter: string,
    note: string,
  ): Promise<void> {
    const [asker]: { email: string }[] = await current.db.query('SELECT email FROM users WHERE id = ?', [askedBy]);
    if (!asker || !askedBy) return;
    const ids = { organizationId, userId: askedBy, seats: String(seats), note };
    await this.outbox.send(current, { letter, to: asker.email, ids, providerId: current.provider.id });
  }
}
