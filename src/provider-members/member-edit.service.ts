import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS, whyNotManage } from '../client-orgs/member-rules.js';
import { rosterOf } from '../client-orgs/roster.js';
import { transaction } from '../database/transaction.js';
import { type Chosen, chosenMembers } from '../invitations/chosen-members.js';
import { MemberMail } from '../invitations/member-mail.js';
import type { ProviderCurrent } from '../web/current.js';
import type { MessageValue } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';
import { chooseClients, workText } from './chosen-clients.js';
import type { WorkForm } from './work.form.js';

/** Changing as what and where somebody works for the provider. */
@Injectable()
export class ProviderMemberEdit {
  constructor(private readonly mail: MemberMail) {}

  /** @throws Refusal for the own membership, and where no confirmed admin would remain */
  update(current: ProviderCurrent, memberId: string, form: WorkForm): Promise<Chosen> {
    return transaction(current, async (current) => {
      const roster = await rosterOf(current);
      const [member] = await chosenMembers(current, [memberId], true);
      const refused = whyNotManage(current, member);
      if (refused) throw refuse(refused);
      const { role } = form;
      const chosenClients = form.inChosenClients();
      const changes: Record<string, MessageValue | null> = {};
      if (role !== member.role) {
        const last = roster.takeOut(member);
        if (last) throw refuseField('role', last);
        await roster.count(current, [member], [{ ...member, role }]);
        Object.assign(changes, { 'role.old': ROLE_WORDS[member.role], 'role.new': ROLE_WORDS[role] });
      }
      const old = await workText(current, member);
      await chooseClients(current, [memberId], form);
      await current.db.update(Member, { id: memberId }, { role, chosenClients });
      const now = await workText(current, { id: memberId, chosenClients });
      if (JSON.stringify(old) !== JSON.stringify(now))
        Object.assign(changes, { 'clients.old': old, 'clients.new': now });
      if (changes['role.new']) await this.mail.tell(current, 'role-changed', [member]);
      if (Object.keys(changes).length > 0) {
        await record(current, 'member.updated', { id: memberId, name: member.address }, changes);
      }
      return member;
    });
  }
}
