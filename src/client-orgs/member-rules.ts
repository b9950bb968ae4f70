import type { ClientCurrent, ClientPlace, OrganizationMembership, ProviderMembership } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import type { Permission } from '../web/permissions.js';
import { NotAllowed } from '../web/refusal.js';
import type { OrganizationRole, ProviderRole } from '../web/rights.js';
import { asMember } from './capacities.js';
import type { Member } from './member.entity.js';
import { inClient, type Place } from './place.js';

const EVERYBODY: OrganizationRole[] = ['owner', 'admin', 'custom', 'user'];
const NO_OWNERS: OrganizationRole[] = ['admin', 'custom', 'user'];
const NO_ADMINS: OrganizationRole[] = ['custom', 'user'];

export const ROLE_WORDS: Record<OrganizationRole | ProviderRole, Message> = {
  owner: say('Owner'),
  admin: say('Admin'),
  user: say('User'),
  custom: say('Custom'),
  'provider-admin': say('Provider admin'),
  'service-user': say('Service user'),
};

/** What each role may do, in a sentence. */
export const ROLE_ABOUT: Record<OrganizationRole, Message> = {
  owner: say('Manages everything, also owners, seats and the organization itself'),
  admin: say('Manages people, groups and collections'),
  user: say('Uses what they are given access to'),
  custom: say('Does what you choose below'),
};

interface Acting {
  membership?: Pick<OrganizationMembership, 'role' | 'permissions'>;
  providerMembership?: Pick<ProviderMembership, 'role'>;
}
type Managed = Pick<Member, 'role' | 'userId' | 'email'>;

/**
 * Whose membership somebody may change, and which roles they may give (reference §3.2): owners and provider admins everybody's,
 * admins and service users all but owners', custom members with the permission custom members' and users'.
 * @returns the roles, the highest first; none without the right to manage members
 */
export function managedRoles({ membership, providerMembership }: Acting): readonly OrganizationRole[] {
  if (membership?.role === 'owner' || providerMembership?.role === 'provider-admin') return EVERYBODY;
  if (membership?.role === 'admin' || providerMembership) return NO_OWNERS;
  return membership?.permissions.includes('manage-members') ? NO_ADMINS : [];
}

/** @throws NotAllowed for a member of a role that the acting person does not manage; a provider's admins manage all its members */
export function mustManage(current: Place, { role }: { role: string }): void {
  if (!inClient(current) || managedRoles(current).includes(role as OrganizationRole)) return;
  throw new NotAllowed(role === 'owner' ? say('an owner') : say('an owner or an admin'));
}

/** Nobody gives a permission beyond their own: a custom member only those they hold, everybody else each of them. */
export const mayGivePermission = (current: ClientCurrent, permission: Permission): boolean =>
  managedRoles(current).includes('admin') || current.membership?.permissions.includes(permission) === true;

/** Why the acting person leaves this membership alone, if so. */
export function whyNotManage(current: Place, { role, userId, email }: Managed): Message | undefined {
  const { id, email: own } = current.person;
  if (userId === id || (userId === null && email === own))
    return say('This is your own membership; somebody else has to do it.');
  if (!inClient(current) || managedRoles(current).includes(role as OrganizationRole)) return undefined;
  return whoManages(role);
}

const whoManages = (role: Member['role']): Message =>
  role === 'owner'
    ? say('Only owners and provider admins can do this to an owner.')
    : say('Only owners, admins and the provider can do this to an admin.');

type Rules = Pick<ClientPlace, 'providerConfirms' | 'hadOwner' | 'hasOwner'>;

/** Whether the owners let provider members confirm people now. */
export const providerMayConfirm = ({ providerConfirms, hasOwner }: Rules): boolean =>
  providerConfirms === 'always' || (providerConfirms === 'until-owner' && !hasOwner);

/**
 * Why the acting person does not hand the key to this member, if so (design §4).
 * @param ofProvider whether the member works for the provider: then, once there was an owner, an owner decides
 */
export function whyNotConfirm(
  current: ClientCurrent,
  member: Managed,
  ofProvider: boolean,
  rules: Rules = current.client,
): Message | undefined {
  if (ofProvider && rules.hadOwner && current.membership?.role !== 'owner') {
    return say('This person works for the provider: an owner has to confirm them.');
  }
  if (!current.providerMembership || providerMayConfirm(rules)) return whyNotManage(current, member);
  const own = asMember(current);
  if (managedRoles(own).length > 0) return whyNotManage(own, member);
  return say('The owners have set that their provider does not confirm people. Ask an owner to do it.');
}
