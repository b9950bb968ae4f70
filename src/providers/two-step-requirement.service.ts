import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ProviderCurrent } from '../web/current.js';
import { Provider } from './provider.entity.js';

interface Told {
  id: string;
  email: string;
}

/** Whether everybody in the provider has to have two-step login. It is so until an admin says otherwise. */
@Injectable()
export class TwoStepRequirement {
  constructor(private readonly outbox: Outbox) {}

  /** From the next page on; those who have to set it up are mailed. */
  async make(current: ProviderCurrent): Promise<void> {
    await this.change(current, true, "u.two_step_at IS NULL AND m.status = 'confirmed'");
  }

  /** Every other admin is mailed. */
  async lift(current: ProviderCurrent): Promise<void> {
    await this.change(current, false, "m.role = 'provider-admin' AND m.status = 'confirmed'");
  }

  private change(current: ProviderCurrent, requiresTwoStep: boolean, told: string): Promise<void> {
    return transaction(current, async (current) => {
      const { id, name } = current.provider;
      const was = { id, requiresTwoStep: !requiresTwoStep };
      const { affected } = await current.db.update(Provider, was, { requiresTwoStep });
      if (!affected) return;
      await record(current, requiresTwoStep ? 'two-step.required' : 'two-step.not-required', { id, name });
      const others: Told[] = await current.db.query(
        `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
         WHERE m.provider_id = ? AND u.id <> ? AND ${told} ORDER BY m.id`,
        [id, current.person.id],
      );
      const letter = requiresTwoStep ? 'two-step-required' : 'two-step-not-required';
      for (const { id: userId, email } of others) {
        const ids = { providerId: id, userId, byName: current.person.name };
        await this.outbox.send(current, { letter, to: email, ids, providerId: id });
      }
    });
  }
}
