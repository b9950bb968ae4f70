import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { managedRoles, mayGivePermission, ROLE_WORDS, whyNotManage } from '../client-orgs/member-rules.js';
import type { Organization } from '../client-orgs/organization.entity.js';
import { ClientRoster, type Roster } from '../client-orgs/roster.js';
import { Grants } from '../collections/grants.service.js';
import { transaction } from '../database/transaction.js';
import type { ClientCurrent } from '../web/current.js';
import { type MessageValue, say } from '../web/message.js';
import { PERMISSIONS, type Permission, readPermissions, writePermissions } from '../web/permissions.js';
import { refuse, refuseField } from '../web/refusal.js';
import type { OrganizationRole } from '../web/rights.js';
import { type Chosen, chosenMembers } from './chosen-members.js';
import { changeGroups, levelsFor } from './grants.js';
import type { MemberForm } from './member.form.js';
import { MemberMail } from './member-mail.js';
import { ProviderActs } from './provider-acts.js';

type Rank = Pick<Member, 'role' | 'permissions'>;

/** Changing what a membership is and gives. */
@Injectable()
export class MemberEdit {
  constructor(
    private readonly mail: MemberMail,
    private readonly acts: ProviderActs,
    private readonly grants: Grants,
  ) {}

  /** @throws Refusal where it is not the acting person's, or gives more than they have */
  update(current: ClientCurrent, memberId: string, form: MemberForm): Promise<Chosen> {
    return transaction(current, async (current) => {
      const roster = await ClientRoster.of(current, current.client.id);
      const [member] = await chosenMembers(current, [memberId], true);
      const refused = whyNotManage(current, member);
      if (refused) throw refuse(refused);
      const rank = this.rankOf(current, member, form, roster.organization);
      if (rank.role !== member.role) await this.changeRole(current, member, rank, roster);
      if (rank.permissions !== member.permissions) await current.db.update(Member, { id: memberId }, rank);
      const changes: Record<string, MessageValue | null> = { ...rankChanges(member, rank) };
      await this.grants.give(current, levelsFor(memberId, form));
      const groups = await changeGroups(current, memberId, form);
      if (groups) Object.assign(changes, { 'groups.old': groups.old, 'groups.new': groups.new });
      if (Object.keys(changes).length > 0) {
        await record(current, 'member.updated', { id: memberId, name: member.address }, changes);
      }
      return member;
    });
  }

  private async changeRole(current: ClientCurrent, member: Chosen, { role }: Rank, roster: Roster): Promise<void> {
    const refused = roster.takeOut(member);
    if (refused) throw refuseField('role', refused);
    await current.db.update(Member, { id: member.id }, { role });
    await roster.count(current, [member], [{ ...member, role }]);
    await this.mail.tell(current, 'role-changed', [member]);
    await this.acts.gaveRole(current, [{ id: member.id, role: role as OrganizationRole }]);
  }

  /** Role and permissions as they are to be. Permissions that are not the acting person's to give stay as they are. */
  private rankOf(current: ClientCurrent, member: Chosen, form: MemberForm, { plan }: Organization): Rank {
    const { role } = form;
    if (role !== member.role && !managedRoles(current).includes(role)) {
      throw refuseField('role', say('You cannot give this role: it is above your own.'));
    }
    if (role !== 'custom') return { role, permissions: '' };
    if (plan !== 'enterprise') {
      if (member.role === 'custom') return { role, permissions: member.permissions };
      throw refuseField('role', say('Custom permissions need the Enterprise plan.'));
    }
    const had = readPermissions(member.permissions);
    const wanted = (Object.keys(PERMISSIONS) as Permission[]).filter((one) => form.permissions.includes(one));
    const beyond = wanted.find((one) => !had.includes(one) && !mayGivePermission(current, one));
    if (beyond) throw refuseField('permissions', say('You give only permissions that you have.'));
    const kept = had.filter((one) => !mayGivePermission(current, one));
    return { role, permissions: writePermissions([...new Set([...wanted, ...kept])].sort()) };
  }
}

function rankChanges(was: Rank, is: Rank): Record<string, MessageValue | null> {
  const words = (permissions: string) => readPermissions(permissions).map((one) => PERMISSIONS[one].text);
  const named = (role: Rank['role']) => ROLE_WORDS[role as OrganizationRole];
  return {
    ...(was.role !== is.role && { 'role.old': named(was.role), 'role.new': named(is.role) }),
    ...(was.permissions !== is.permissions && {
      'permissions.old': words(was.permissions),
      'permissions.new': words(is.permissions),
    }),
  };
}
