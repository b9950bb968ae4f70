import { type Message, say } from './message.js';
import { PERMISSIONS, type Permission } from './permissions.js';
import type { Right } from './right.js';

/** In what capacity somebody acts, as event logs name it. */
export type Capacity =
  | 'visitor'
  | 'person'
  | 'operator'
  | 'clientele'
  | 'provider admin'
  | 'service user'
  | 'owner'
  | 'admin'
  | 'user'
  | 'custom';

export type ProviderRole = 'provider-admin' | 'service-user';
export type OrganizationRole = 'owner' | 'admin' | 'user' | 'custom';

/** What administers a client organization, from inside and from the provider's side. */
const ADMINISTERS: Right[] = [
  'organization.read',
  'vault.read',
  'collections.create',
  'collections.manage',
  'collections.delete',
  'groups.manage',
  'members.manage',
  'members.confirm',
  'items.import',
  'checklist.update',
  'events.read',
];

const SERVICE_USER: Right[] = ['clients.read', 'clients.update', ...ADMINISTERS];

/** Reference §1.3; a service user works in a client as an Admin does (design §4). */
const PROVIDER_RIGHTS: Record<ProviderRole, ReadonlySet<Right>> = {
  'provider-admin': new Set([
    ...SERVICE_USER,
    'clients.create',
    'clients.suspend',
    'clients.delete',
    'clients.release',
    'seats.purchase',
    'seats.read',
    'provider.update',
    'outbox.read',
    'provider-members.manage',
    'provider-events.read',
    'organization.update',
  ]),
  'service-user': new Set(SERVICE_USER),
};

const USER: Right[] = ['organization.read', 'vault.read', 'items.read'];
const ADMIN: Right[] = [...ADMINISTERS, 'items.read', 'items.export', 'provider-access.read'];
const ORGANIZATION_RIGHTS: Record<OrganizationRole, Right[]> = {
  owner: [...ADMIN, 'seats.ask', 'organization.update', 'provider-access.update', 'provider.choose'],
  admin: ADMIN,
  user: USER,
  custom: USER,
};

/** How the client organization has set what its members may do with collections (reference §4.4). */
export interface CollectionRules {
  /** Only owners, admins and those with the permission create collections. */
  limitCreation: boolean;
  /** Who manages a collection may delete it only as an owner or admin. */
  limitDeletion: boolean;
  /** Deleting an item needs *Manage collection* instead of *Edit items*. */
  limitItemDeletion: boolean;
  /** Owners and admins manage all collections and items, without being given access. */
  adminsManageAll: boolean;
}

/** What nobody does in a suspended client, not its provider either: the vault is closed, and no key is handed over. */
const REST_WHILE_SUSPENDED: ReadonlySet<Right> = new Set([
  'vault.read',
  'collections.create',
  'collections.manage',
  'collections.delete',
  'groups.manage',
  'members.manage',
  'members.confirm',
  'items.read',
  'items.import',
  'items.export',
  'checklist.update',
]);

export const rightsWhileSuspended = (rights: ReadonlySet<Right>): ReadonlySet<Right> =>
  new Set([...rights].filter((right) => !REST_WHILE_SUSPENDED.has(right)));

export const providerRights = (role: ProviderRole): ReadonlySet<Right> => PROVIDER_RIGHTS[role];

/** What an own membership allows: by role, by permission, and as the organization's rules have it. */
export function memberRights(
  { role, permissions }: { role: OrganizationRole; permissions: readonly Permission[] },
  rules: CollectionRules,
): Set<Right> {
  const rights = new Set(ORGANIZATION_RIGHTS[role]);
  for (const permission of permissions) for (const right of PERMISSIONS[permission].rights) rights.add(right);
  if (!rules.limitCreation) rights.add('collections.create');
  if (!rules.adminsManageAll && role !== 'custom') {
    rights.delete('collections.manage');
    rights.delete('collections.delete');
  }
  return rights;
}

/** Whether a member does more than use the items that are given to them. */
export const administers = ({ role, permissions }: { role: OrganizationRole; permissions: readonly Permission[] }) =>
  role === 'custom' ? permissions.length > 0 : role !== 'user';

export const capacityOf = (role: ProviderRole | OrganizationRole): Capacity =>
  role === 'provider-admin' ? 'provider admin' : role === 'service-user' ? 'service user' : role;

/** What only an own membership gives: for a provider member as such these pages are not there at all (design §3). */
export const MEMBERS_ALONE: ReadonlySet<Right> = new Set(['items.read', 'items.export']);

/** Who could do it, for the page that refuses. */
export function whoCould(right: Right): Message {
  if (ADMIN.includes(right)) return say('an owner or an admin');
  return ORGANIZATION_RIGHTS.owner.includes(right) ? say('an owner') : say('a provider admin');
}
