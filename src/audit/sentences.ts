import { type Message, type MessageValue, say } from '../web/message.js';
import type { Capacity } from '../web/rights.js';
import { ACCESS } from './kinds/access.js';
import { ACCOUNTS } from './kinds/accounts.js';
import { CLIENTS } from './kinds/clients.js';
import { INVITATIONS } from './kinds/invitations.js';
import { ITEMS } from './kinds/items.js';
import { PROVIDER } from './kinds/provider.js';
import { VAULT } from './kinds/vault.js';

export const GROUPS = {
  access: say('Sign-in and access'),
  accounts: say('Accounts'),
  provider: say('Provider'),
  clients: say('Clients and seats'),
  invitations: say('Invitations and members'),
  vault: say('Vault and set-up'),
  items: say('Items'),
} satisfies Record<string, Message>;

/** The kinds that the filter offers together. */
const KINDS = {
  access: ACCESS,
  accounts: ACCOUNTS,
  provider: PROVIDER,
  clients: CLIENTS,
  invitations: INVITATIONS,
  vault: VAULT,
  items: ITEMS,
} satisfies Record<keyof typeof GROUPS, Record<string, Message>>;

/** Every kind of event as a sentence; `target` and the event's details are its values. */
const SENTENCES = { ...ACCESS, ...ACCOUNTS, ...PROVIDER, ...CLIENTS, ...INVITATIONS, ...VAULT, ...ITEMS };

/** Dotted nouns and a past verb. */
export type EventKind = keyof typeof SENTENCES;

/** How the log names the capacities in which people act. */
export const CAPACITIES = {
  visitor: say('not signed in'),
  person: say('own account'),
  operator: say('operator'),
  clientele: say('Clientele'),
  'provider admin': say('provider admin'),
  'service user': say('service user'),
  owner: say('owner'),
  admin: say('admin'),
  user: say('user'),
  custom: say('custom'),
} satisfies Record<Capacity, Message>;

const FIELDS: Record<string, Message> = {
  name: say('name'),
  phone: say('phone'),
  billingEmail: say('billing email'),
  locale: say('language'),
  timeZone: say('time zone'),
  limitCollectionCreation: say('creating collections is left to owners and admins'),
  limitCollectionDeletion: say('deleting collections is left to owners and admins'),
  limitItemDeletion: say('deleting an item takes “Manage collection”'),
  adminsManageAll: say('owners and admins manage all collections and items'),
  role: say('role'),
  permissions: say('permissions'),
  groups: say('groups'),
  clients: say('clients'),
};

type Details = Record<string, MessageValue | null>;

/** The kinds of a group, for the filter. */
export const kindsOf = (group: string): string[] =>
  group in KINDS ? Object.keys(KINDS[group as keyof typeof KINDS]) : [];

/** What happened, for a reader. */
export function sentence(kind: EventKind, target: string | null, details: Details): Message {
  const { key } = SENTENCES[kind];
  const values = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, value ?? '–']));
  return { key, values: { ...values, target: target ?? '', changes: changesOf(details) } };
}

/** Pairs of `field.old` and `field.new` as sentences. */
function changesOf(details: Details): Message[] {
  return Object.keys(details)
    .filter((name) => name.endsWith('.old'))
    .map((name) => {
      const field = name.slice(0, -'.old'.length);
      const [old, now] = [shown(details[name]), shown(details[`${field}.new`])];
      return say('{{field}}: {{old}} → {{new}}', { field: FIELDS[field] ?? field, old, new: now });
    });
}

const shown = (value: MessageValue | null): MessageValue =>
  !value || (Array.isArray(value) && value.length === 0) ? '–' : value;
