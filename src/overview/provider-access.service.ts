import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { lockedOrganization } from '../client-orgs/locked.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent, ProviderConfirms } from '../web/current.js';
import { type Message, say } from '../web/message.js';

/** *Our provider may confirm people*, as owners choose it (design §4). */
export const PROVIDER_CONFIRMS: Record<ProviderConfirms, { text: Message; about: Message }> = {
  always: { text: say('Always'), about: say('Every owner is mailed each time') },
  'until-owner': {
    text: say('Until an owner is confirmed'),
    about: say('And again while the only owner has forgotten the master password'),
  },
  never: {
    text: say('Never'),
    about: say('An owner who forgets the master password is let in again by another owner only: have two'),
  },
};

export const CHOICES = Object.entries(PROVIDER_CONFIRMS).map(([value, words]) => ({ value, ...words }));

/** What owners allow their provider. */
@Injectable()
export class ProviderAccess {
  update(current: ClientCurrent, providerConfirms: ProviderConfirms): Promise<void> {
    return transaction(current, async (current) => {
      const { id, name, providerConfirms: old } = await lockedOrganization(current, current.client.id);
      if (old === providerConfirms) return;
      await current.db.update(Organization, { id }, { providerConfirms });
      const words = { old: PROVIDER_CONFIRMS[old].text, new: PROVIDER_CONFIRMS[providerConfirms].text };
      await record(current, 'provider-access.updated', { id, name }, words);
    });
  }
}
