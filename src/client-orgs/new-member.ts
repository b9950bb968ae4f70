import { v7 as uuid } from 'uuid';
import type { PersonCurrent } from '../web/current.js';
import { type Permission, writePermissions } from '../web/permissions.js';
import type { OrganizationRole, ProviderRole } from '../web/rights.js';
import type { Member } from './member.entity.js';
import { memberNames } from './member-names.js';

interface Invited {
  organizationId?: string;
  providerId?: string;
  email: string;
  role: OrganizationRole | ProviderRole;
  permissions?: readonly Permission[];
  /** Where it is known already; the account's name takes its place. */
  name?: string;
  /** Of a service user. */
  chosenClients?: boolean;
}

/** The row of somebody who is invited by the acting person, to a provider or to a client organization. */
export const newMember = (
  current: PersonCurrent,
  { organizationId, providerId, email, role, permissions = [], name = '', chosenClients = false }: Invited,
): Member => ({
  ...{ id: uuid(), providerId: providerId ?? null, organizationId: organizationId ?? null, userId: null, email },
  ...memberNames(name, email),
  ...{ role, permissions: writePermissions(permissions) },
  ...{ status: 'invited', trouble: null, wrappedKey: null, externalId: null },
  ...{ invitedBy: current.person.id, invitedAt: current.now },
  ...{ acceptedAt: null, confirmedAt: null, renewedAt: null, revokedAt: null, chosenClients },
});
