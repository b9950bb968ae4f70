import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OwnerMail } from '../client-orgs/owner-mail.js';
import { transaction } from '../database/transaction.js';
import type { Plan, ProviderClientCurrent } from '../web/current.js';
import { PLAN_WORDS } from './client-list.js';
import { enterpriseFeatures } from './plan-features.js';
import { seatPreview } from './seat-preview.js';
import { Seats } from './seats.service.js';

const OTHER: Record<Plan, Plan> = { teams: 'enterprise', enterprise: 'teams' };

/** A client's plan, Teams or Enterprise. */
@Injectable()
export class Plans {
  constructor(
    private readonly seats: Seats,
    private readonly owners: OwnerMail,
  ) {}

  /** What the change to the other plan would mean: both pools, the price, and what comes or stops working. */
  async preview(current: ProviderClientCurrent) {
    const { plan: from, seats } = await current.db.findOneByOrFail(Organization, { id: current.client.id });
    const to = OTHER[from];
    const pools = await this.seats.pools(current);
    const leaving = seatPreview(pools, current.provider, from, -seats, true);
    const entering = seatPreview(pools, current.provider, to, seats, true);
    return {
      ...{ seats, to, leaving, entering, downgrade: to === 'teams' },
      ...{ fromText: PLAN_WORDS[from], toText: PLAN_WORDS[to] },
      features: await enterpriseFeatures(current),
    };
  }

  /** Moves the client with all its seats to the other pool. @throws Refusal at `plan` for a purchase without the right */
  change(current: ProviderClientCurrent, to: Plan): Promise<void> {
    return transaction(current, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      const { id, plan: from, seats } = client;
      if (from === to) return;
      await this.seats.move(current, { client, from, to });
      await current.db.update(Organization, { id }, { plan: to });
      await record(current, 'client.plan-changed', client, { old: PLAN_WORDS[from], new: PLAN_WORDS[to], seats });
      await this.owners.send(current, client, 'client-plan-changed');
    });
  }
}
