import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { ProviderCurrent } from '../web/current.js';
import type { MessageValue } from '../web/message.js';
import { Provider } from './provider.entity.js';
import { Seats } from './seats.service.js';
import type { SettingsForm } from './settings.form.js';

const decimals = (minor: number): string => (minor / 100).toFixed(2);

/** The provider's own particulars, and the terms of its seat pools. */
@Injectable()
export class Settings {
  constructor(private readonly seats: Seats) {}

  /** As the form shows them. */
  async find(current: ProviderCurrent) {
    const { name, phone, billingEmail, locale, timeZone, currency } = await current.db.findOneByOrFail(Provider, {
      id: current.provider.id,
    });
    const pools = Object.fromEntries((await this.seats.pools(current)).map((pool) => [pool.plan, pool]));
    return {
      ...{ name, phone, billingEmail: billingEmail ?? '', locale, timeZone, currency },
      teamsMinimum: pools.teams.minimum,
      teamsPrice: decimals(pools.teams.price),
      enterpriseMinimum: pools.enterprise.minimum,
      enterprisePrice: decimals(pools.enterprise.price),
    };
  }

  async update(current: ProviderCurrent, form: SettingsForm): Promise<void> {
    await transaction(current, async (current) => {
      const { id } = current.provider;
      await this.seats.setTerms(current, 'teams', { minimum: form.teamsMinimum, price: form.teamsPrice });
      await this.seats.setTerms(current, 'enterprise', {
        minimum: form.enterpriseMinimum,
        price: form.enterprisePrice,
      });
      const { name, phone, locale, timeZone } = form;
      const settings = { name, phone, billingEmail: form.billingEmail || null, locale, timeZone };
      const before = await current.db.findOneOrFail(Provider, { where: { id }, lock: { mode: 'pessimistic_write' } });
      const changes: Record<string, MessageValue | null> = {};
      for (const field of Object.keys(settings) as (keyof typeof settings)[]) {
        if (before[field] === settings[field]) continue;
        changes[`${field}.old`] = before[field];
        changes[`${field}.new`] = settings[field];
      }
      if (Object.keys(changes).length === 0) return;
      await current.db.update(Provider, { id }, settings);
      await record(current, 'provider.updated', { id, name }, changes);
    });
  }
}
