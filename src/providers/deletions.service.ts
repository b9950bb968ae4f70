import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { record } from '../audit/record.js';
import { Deletion } from '../client-orgs/deletion.entity.js';
import { HeldItems } from '../client-orgs/held-items.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { transaction } from '../database/transaction.js';
import type { Current, ProviderClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuse, refuseField } from '../web/refusal.js';
import type { DeletionForm } from './client.form.js';
import { OwnerMail } from './owner-mail.js';
import { Provider } from './provider.entity.js';
import { Removal } from './removal.js';

const DAY = 24 * 3600 * 1000;
export const DELETION_DAYS = 14;

/** Deleting a client: at once while it is nobody's yet, else after some days in which it can be called off. */
@Injectable()
export class Deletions {
  constructor(
    private readonly items: HeldItems,
    private readonly owners: OwnerMail,
    private readonly removal: Removal,
  ) {}

  /** What asking would do now. */
  async preview(current: ProviderClientCurrent) {
    const client = await current.db.findOneByOrFail(Organization, { id: current.client.id });
    const dueDay = { day: dueFrom(current.now) };
    return { seats: client.seats, atOnce: await this.goesAtOnce(current, client), dueDay };
  }

  /** @returns whether it is done; else it waits for its day. @throws Refusal at `name` when it is another one */
  async ask(current: ProviderClientCurrent, { formId, name }: DeletionForm): Promise<boolean> {
    const outcome = await once(current, formId, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      if (name !== client.name) {
        throw refuseField('name', say('Type the name as it stands above: {{name}}.', { name: client.name }));
      }
      if (!(await this.goesAtOnce(current, client))) return this.schedule(current, client);
      await this.removal.remove(current, client);
      return 'deleted';
    });
    return outcome === 'deleted';
  }

  callOff(current: ProviderClientCurrent): Promise<void> {
    return transaction(current, async (current) => {
      const client = await lockedOrganization(current, current.client.id);
      const { affected } = await current.db.delete(Deletion, { organizationId: client.id });
      if (!affected) return;
      await record(current, 'client.deletion-called-off', client);
      await this.owners.send(current, client, 'client-deletion-called-off');
    });
  }

  async due({ db, now }: Current, take: number): Promise<string[]> {
    const rows = await db.find(Deletion, { where: { dueAt: LessThanOrEqual(now) }, order: { dueAt: 'ASC' }, take });
    return rows.map(({ organizationId }) => organizationId);
  }

  async fallDue(current: Current, organizationId: string): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    const client = await current.db.findOne(Organization, { where: { id: organizationId }, lock });
    const due = { organizationId, dueAt: LessThanOrEqual(current.now) };
    if (!client?.providerId || !(await current.db.existsBy(Deletion, due))) return;
    const provider = await current.db.findOneByOrFail(Provider, { id: client.providerId });
    await this.removal.remove({ ...current, provider }, client);
  }

  private async schedule(current: ProviderClientCurrent, client: Organization): Promise<string> {
    const { id: organizationId, name } = client;
    if (await current.db.existsBy(Deletion, { organizationId })) {
      throw refuse(say('The deletion of {{name}} is under way already.', { name }));
    }
    const dueAt = dueFrom(current.now);
    const askedBy = current.actor.name;
    await current.db.insert(Deletion, { organizationId, askedBy, askedAt: current.now, dueAt });
    await record(current, 'client.deletion-asked', client, { days: DELETION_DAYS });
    await this.owners.send(current, client, 'client-deletion-asked');
    return 'asked';
  }

  /** Nobody of the client ever had its key, and nothing is kept for it. */
  private async goesAtOnce({ db }: ProviderClientCurrent, { id, ownerConfirmedAt }: Organization): Promise<boolean> {
    return ownerConfirmedAt === null && !(await this.items.any(db, id));
  }
}

const dueFrom = (now: Date): Date => new Date(now.getTime() + DELETION_DAYS * DAY);
