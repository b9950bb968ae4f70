import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { newMember } from '../client-orgs/new-member.js';
import { MemberAccess } from '../collections/member-access.entity.js';
import { isDuplicate } from '../database/transaction.js';
import { GroupMember } from '../groups/group-member.entity.js';
import { checkRates } from '../invitations/invitation-rates.js';
import { InvitationLinks } from '../invitations/links.service.js';
import { ProviderActs } from '../invitations/provider-acts.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { once } from '../web/once.js';
import { refuseField } from '../web/refusal.js';
import { readAddresses } from './addresses.js';
import { checkAccess, checkGroups, checkRole, type Gift } from './gifts.js';
import { knownMembers } from './known-members.js';
import type { NewMembersForm } from './new-members.form.js';
import { checkSeats } from './seat-check.js';

const MOST = 20;

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
    const { emails, twice, wrong } = readAddresses(form.emails);
    const mistakes = wrong.map((text) => say('“{{text}}” is no address', { text }));
    if (mistakes.length > 0) throw refuseField('emails', named(mistakes));
    if (emails.length === 0) throw refuseField('emails', say('Type one email address or more.'));
    if (emails.length > MOST) {
      throw refuseField(
        'emails',
        say('These are {{count}} addresses. Invite at most {{max}} at once, or more with a CSV file.', {
          ...{ count: emails.length, max: MOST },
        }),
      );
    }
    await once(current, form.formId, async (current) => {
      await this.add(current, emails, form);
      return '';
    });
    return { emails, twice };
  }

  private async add(current: ClientCurrent, emails: string[], form: NewMembersForm): Promise<void> {
    const { id, providerId } = current.client;
    await checkSeats(current, emails.length);
    const known = [...(await knownMembers(current, emails))].map(([email, status]) =>
      say('{{email}} is a member here already ({{status}})', { email, status }),
    );
    if (known.length > 0) throw refuseField('emails', named(known));
    const groups = await checkGroups(current, form.groups);
    const gift: Gift = {
      ...checkRole(current, form.role, form.permissions),
      groupIds: groups.map((group) => group.id),
      access: await checkAccess(current, form.access()),
    };
    await checkRates(current, emails, providerId, 'emails');
    const members = emails.map((email) => newMember(current, { organizationId: id, email, ...gift }));
    await this.insert(current, members, gift);
    await adjust(current, id, { occupied: members.length });
    await this.links.mail(current, members, providerId);
    for (const member of members) await recordInvited(current, member, groups);
    await this.acts.gaveRole(current, members);
  }

  private async insert({ db }: ClientCurrent, members: Member[], { groupIds, access }: Gift): Promise<void> {
    await db.insert(Member, members).catch((error) => {
      if (!isDuplicate(error)) throw error;
      throw refuseField('emails', say('Somebody else invited one of these people just now. Look at the list again.'));
    });
    const inGroups = members.flatMap(({ id: memberId }) => groupIds.map((groupId) => ({ groupId, memberId })));
    const withAccess = members.flatMap(({ id: memberId }) => access.map((one) => ({ ...one, memberId })));
    if (inGroups.length > 0) await db.insert(GroupMember, inGroups);
    if (withAccess.length > 0) await db.insert(MemberAccess, withAccess);
  }
}

/** Says each of the problems, not only the first. */
const named = (problems: Message[]): Message => say('{{problems}}. Take these out or correct them.', { problems });

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
