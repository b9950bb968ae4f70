import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { newMember } from '../client-orgs/new-member.js';
import { checkRates } from '../invitations/invitation-rates.js';
import { InvitationLinks } from '../invitations/links.service.js';
import { checkedAddresses, insertInvited, MOST_AT_ONCE, refuseKnown } from '../members/invited-people.js';
import type { ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { chooseClients, workText } from './chosen-clients.js';
import type { NewProviderMembersForm } from './work.form.js';

/** Inviting people to the provider: all of them, or nobody. */
@Injectable()
export class NewProviderMembers {
  constructor(private readonly links: InvitationLinks) {}

  /** @returns how many. @throws Refusal that names each address that cannot be invited */
  async invite(current: ProviderCurrent, form: NewProviderMembersForm): Promise<number> {
    const { emails } = checkedAddresses(form.emails, (count) =>
      say('These are {{count}} addresses. Invite at most {{max}} at once.', { count, max: MOST_AT_ONCE }),
    );
    await once(current, form.formId, async (current) => {
      await this.add(current, emails, form);
      return '';
    });
    return emails.length;
  }

  private async add(current: ProviderCurrent, emails: string[], form: NewProviderMembersForm): Promise<void> {
    const { id: providerId } = current.provider;
    await refuseKnown(current, emails);
    await checkRates(current, emails, providerId, 'emails');
    const { role } = form;
    const chosenClients = form.inChosenClients();
    const members = emails.map((email) => newMember(current, { providerId, email, role, chosenClients }));
    await insertInvited(current.db, members);
    const ids = members.map(({ id }) => id);
    await chooseClients(current, ids, form);
    await this.links.mail(current, members, providerId);
    const clients = await workText(current, members[0]);
    for (const { id, email } of members) {
      await record(current, 'provider-member.invited', { id, name: email }, { role: ROLE_WORDS[role], clients });
    }
  }
}
