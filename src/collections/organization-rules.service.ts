import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { asMember } from '../client-orgs/capacities.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, type MessageValue, say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { RULES, type RulesForm } from './organization-rules.form.js';

const words = (on: number): Message => (on ? say('on') : say('off'));

/** What the organization lets its members do with collections (reference §4.4). */
@Injectable()
export class OrganizationRules {
  /** As the form shows them. */
  async find({ db, client }: ClientCurrent): Promise<Record<string, string>> {
    const row = await db.findOneByOrFail(Organization, { id: client.id });
    return Object.fromEntries(RULES.map((rule) => [rule, row[rule] ? 'yes' : '']));
  }

  async update(current: ClientCurrent, form: RulesForm): Promise<void> {
    await transaction(current, async (current) => {
      const before = await lockedOrganization(current, current.client.id);
      const changes: Record<string, MessageValue> = {};
      for (const rule of RULES) {
        const on = form[rule] === 'yes' ? 1 : 0;
        if (before[rule] === on) continue;
        if (rule === 'adminsManageAll' && on) refuseOpeningAll(current);
        changes[`${rule}.old`] = words(before[rule]);
        changes[`${rule}.new`] = words(on);
        await current.db.update(Organization, { id: before.id }, { [rule]: on });
      }
      if (Object.keys(changes).length > 0) await record(current, 'organization.rules-changed', current.client, changes);
    });
  }
}

/** Who changes this for the provider and is an admin here too would open every item to themself (design §3). */
function refuseOpeningAll(current: ClientCurrent): void {
  const { membership, rights } = asMember(current);
  if (membership?.role !== 'admin' || rights.has('organization.update')) return;
  throw refuse(say('You are an admin here yourself, and all items would open to you. An owner has to change this.'));
}
