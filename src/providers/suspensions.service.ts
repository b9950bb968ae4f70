import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { OwnerMail } from '../client-orgs/owner-mail.js';
import { Suspension } from '../client-orgs/suspension.entity.js';
import { transaction } from '../database/transaction.js';
import type { ProviderClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuse } from '../web/refusal.js';
import type { SuspensionForm } from './client.form.js';

/** Closing a client for a while: nothing is deleted, and its seats stay assigned. */
@Injectable()
export class Suspensions {
  constructor(private readonly owners: OwnerMail) {}

  async suspend(current: ProviderClientCurrent, { formId, reason }: SuspensionForm): Promise<void> {
    await once(current, formId, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      const { id, name } = client;
      if (client.status === 'suspended') throw refuse(say('{{name}} is suspended already.', { name }));
      const suspendedBy = current.actor.name;
      await current.db.insert(Suspension, { organizationId: id, reason, suspendedBy, suspendedAt: current.now });
      await this.stand(current, id, 'suspended');
      await record(current, 'client.suspended', client, { reason });
      await this.owners.send(current, client, 'client-suspended');
      return id;
    });
  }

  reactivate(current: ProviderClientCurrent): Promise<void> {
    return transaction(current, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      const { affected } = await current.db.delete(Suspension, { organizationId: client.id });
      if (!affected) return;
      await this.stand(current, client.id, 'active');
      await record(current, 'client.reactivated', client);
      await this.owners.send(current, client, 'client-reactivated');
    });
  }

  private async stand(current: ProviderClientCurrent, id: string, status: Organization['status']): Promise<void> {
    await current.db.update(Organization, { id }, { status });
    await adjust(current, id, {});
  }
}
