import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import type { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { newMember } from '../client-orgs/new-member.js';
import { MemberAccess } from '../collections/member-access.entity.js';
import { GroupMember } from '../groups/group-member.entity.js';
import { checkRates } from '../invitations/invitation-rates.js';
import { InvitationLinks } from '../invitations/links.service.js';
import { ProviderActs } from '../invitations/provider-acts.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { checkAccess, checkGroups, checkRole, type Gift } from './gifts.js';
import { checkedAddresses, insertInvited, MOST_AT_ONCE, refuseKnown } from './invited-people.js';
import type { NewMembersForm } from './new-members.form.js';
import { checkSeats } from './seat-check.js';

export interface Invited {
  emails: string[];
  /** Addresses that were typed more than once. */
  twice: string[];
}

/** Inviting people: all of them with their seats, roles, groups and access, or nobody. */
@Injectable()
export class NewMembers {
  constructor(
    private readonly links: InvitationLinks,
    private readonly acts: ProviderActs,
  ) {}

  /** @throws Refusal that names each address that cannot be invited, or the number of seats missing */
  async invite(current: ClientCurrent, form: NewMembersForm): Promise<Invited> {
    const { emails, twice } = checkedAddresses(form.emails, (count) =>
      say('These are {{count}} addresses. Invite at most {{max}} at once, or more with a CSV file.', {
        ...{ count, max: MOST_AT_ONCE },
      }),
    );
    await once(current, form.formId, async (current) => {
      await this.add(current, emails, form);
      return '';
    });
    return { emails, twice };
  }

  private async add(current: ClientCurrent, emails: string[], form: NewMembersForm): Promise<void> {
    const { id, providerId } = current.client;
    await checkSeats(current, emails.length);
    await refuseKnown(current, emails);
    const rank = checkRole(current, form.role, form.permissions);
    const access = await checkAccess(current, form.access());
    const groups = await checkGroups(current, form.groups);
    const gift: Gift = { ...rank, groupIds: groups.map((group) => group.id), access };
    await checkRates(current, emails, providerId, 'emails');
    const members = emails.map((email) => newMember(current, { organizationId: id, email, ...gift }));
    await this.insert(current, members, gift);
    await adjust(current, id, { occupied: members.length });
    await this.links.mail(current, members, providerId);
    for (const member of members) await recordInvited(current, member, groups);
    await this.acts.gaveRole(current, members);
  }

  private async insert({ db }: ClientCurrent, members: Member[], { groupIds, access }: Gift): Promise<void> {
    await insertInvited(db, members);
    const inGroups = members.flatMap(({ id: memberId }) => groupIds.map((groupId) => ({ groupId, memberId })));
    const withAccess = members.flatMap(({ id: memberId }) => access.map((one) => ({ ...one, memberId })));
    if (inGroups.length > 0) await db.insert(GroupMember, inGroups);
    if (withAccess.length > 0) await db.insert(MemberAccess, withAccess);
  }
}

export function recordInvited(
  current: Parameters<typeof record>[0],
  { id, email, role }: Pick<Member, 'id' | 'email' | 'role'>,
  groups: { name: string }[],
  logs: Parameters<typeof record>[4] = {},
): Promise<void> {
  const names = groups.map(({ name }) => name).join(', ') || '–';
  return record(
    current,
    'member.invited',
    { id, name: email },
    { role: ROLE_WORDS[role as Gift['role']], groups: names },
    logs,
  );
}
