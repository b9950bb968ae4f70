import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import type { Permission } from '../web/permissions.js';
import { NotAllowed } from '../web/refusal.js';
import type { OrganizationRole } from '../web/rights.js';

const EVERYBODY: OrganizationRole[] = ['owner', 'admin', 'custom', 'user'];
const NO_OWNERS: OrganizationRole[] = ['admin', 'custom', 'user'];
const NO_ADMINS: OrganizationRole[] = ['custom', 'user'];

/**
 * Whose membership somebody may change, and which roles they may give (reference §3.2): owners and provider admins everybody's,
 * admins and service users all but owners', custom members with the permission custom members' and users'.
 * @returns the roles, the highest first; none without the right to manage members
 */
export function managedRoles({ membership, providerMembership }: ClientCurrent): readonly OrganizationRole[] {
  if (membership?.role === 'owner' || providerMembership?.role === 'provider-admin') return EVERYBODY;
  if (membership?.role === 'admin' || providerMembership) return NO_OWNERS;
  return membership?.permissions.includes('manage-members') ? NO_ADMINS : [];
}

/** @throws NotAllowed for a member of a role that the acting person does not manage */
export function mustManage(current: ClientCurrent, { role }: { role: string }): void {
  if (managedRoles(current).includes(role as OrganizationRole)) return;
  throw new NotAllowed(role === 'owner' ? say('an owner') : say('an owner or an admin'));
}

/** Nobody gives a permission beyond their own: a custom member only those they hold, everybody else each of them. */
export const mayGivePermission = (current: ClientCurrent, permission: Permission): boolean =>
  managedRoles(current).includes('admin') || current.membership?.permissions.includes(permission) === true;
