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

/** Everything that a handler can ask for with `@May`. */
export type Right =
  | 'clients.read'
  | 'clients.create'
  | 'clients.update'
  | 'clients.suspend'
  | 'clients.delete'
  | 'seats.purchase'
  | 'seats.read'
  | 'provider.update'
  | 'outbox.read'
  | 'organization.read'
  | 'vault.read'
  | 'collections.update'
  | 'checklist.update'
  | 'owners.confirm'
  | 'owners.invite'
  | 'provider-access.read'
  | 'provider-members.confirm'
  | 'provider-events.read'
  | 'events.read';

const SERVICE_USER: Right[] = [
  'clients.read',
  'clients.update',
  'organization.read',
  'vault.read',
  'collections.update',
  'checklist.update',
  'events.read',
];

/** Reference §1.3; a service user works in a client as an Admin does (design §4). */
const PROVIDER_RIGHTS: Record<ProviderRole, ReadonlySet<Right>> = {
  'provider-admin': new Set([
    ...SERVICE_USER,
    'clients.create',
    'clients.suspend',
    'clients.delete',
    'seats.purchase',
    'seats.read',
    'provider.update',
    'outbox.read',
    'owners.confirm',
    'owners.invite',
    'provider-members.confirm',
    'provider-events.read',
  ]),
  'service-user': new Set(SERVICE_USER),
};

const ADMIN: Right[] = [
  'organization.read',
  'vault.read',
  'collections.update',
  'checklist.update',
  'provider-access.read',
  'events.read',
];
const ORGANIZATION_RIGHTS: Record<OrganizationRole, ReadonlySet<Right>> = {
  owner: new Set(ADMIN),
  admin: new Set(ADMIN),
  user: new Set(['organization.read', 'vault.read']),
  custom: new Set(['organization.read', 'vault.read']),
};

/** What nobody does in a suspended client, not its provider either: the vault is closed, and no key is handed over. */
const REST_WHILE_SUSPENDED: ReadonlySet<Right> = new Set([
  'vault.read',
  'collections.update',
  'checklist.update',
  'owners.confirm',
  'owners.invite',
]);

export const rightsWhileSuspended = (rights: ReadonlySet<Right>): ReadonlySet<Right> =>
  new Set([...rights].filter((right) => !REST_WHILE_SUSPENDED.has(right)));

export function rightsOf(provider?: ProviderRole, organization?: OrganizationRole): ReadonlySet<Right> {
  if (provider && !organization) return PROVIDER_RIGHTS[provider];
  if (organization && !provider) return ORGANIZATION_RIGHTS[organization];
  return new Set([
    ...(provider ? PROVIDER_RIGHTS[provider] : []),
    ...(organization ? ORGANIZATION_RIGHTS[organization] : []),
  ]);
}

export const capacityOf = (role: ProviderRole | OrganizationRole): Capacity =>
  role === 'provider-admin' ? 'provider admin' : role === 'service-user' ? 'service user' : role;

/** Who could do it, for the page that refuses. */
export function whoCould(right: Right): 'a provider admin' | 'an owner' {
  return PROVIDER_RIGHTS['provider-admin'].has(right) ? 'a provider admin' : 'an owner';
}
