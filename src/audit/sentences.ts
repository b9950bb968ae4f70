import { type Message, type MessageValue, say } from '../web/message.js';
import type { Capacity } from '../web/rights.js';

export const GROUPS = {
  access: say('Sign-in and access'),
  accounts: say('Accounts'),
  provider: say('Provider'),
  clients: say('Clients and seats'),
  invitations: say('Invitations and members'),
  vault: say('Vault and set-up'),
} satisfies Record<string, Message>;
export type Group = keyof typeof GROUPS;

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

/** Every kind of event as a sentence, and the group in which the filter offers it. `target` and the event's details are its values. */
const SENTENCES = {
  'provider.created': ['provider', say('Set up the provider {{target}}')],
  'provider.updated': ['provider', say('Changed the settings: {{changes}}')],
  'two-step.required': ['provider', say('Requires two-step login of all provider members')],
  'two-step.not-required': ['provider', say('Requires two-step login of provider members no more')],
  'recovery-code.made': ['provider', say('Made a new recovery code; the one before opens nothing any more')],
  'recovery-code.used': ['provider', say('{{target}} used the recovery code, renewed the keys and stays confirmed')],
  'recovery-code.refused': ['provider', say('Typed a wrong recovery code of {{target}}')],
  'setup-link.made': ['provider', say('Made a set-up link')],
  'portal.backed-up': ['provider', say('Wrote a backup: {{target}}')],
  'portal.restored': [
    'provider',
    say('Restored the portal from a backup of {{at}}; what was done after that moment is not in this log'),
  ],
  'held-mail.sent': ['provider', say('Sent mail that was held since the restore: {{mails}}')],
  'held-mail.dropped': ['provider', say('Dropped mail that was held since the restore: {{mails}}')],
  'secrets.rotated': ['provider', say('Sealed what the server holds under a new secret key: {{secrets}}')],
  'account.created': ['accounts', say('Made the account of {{target}}')],
  'account.updated': ['accounts', say('Changed the account: {{changes}}')],
  'email-change.asked': ['accounts', say('Asked to change the address from {{old}} to {{new}}')],
  'email-change.dead-link-opened': ['accounts', say('Opened a dead link of a change of address')],
  'email.changed': ['accounts', say('Changed the address from {{old}} to {{new}}')],
  'email.change-undone': ['accounts', say('Undid a change of address: {{old}} is {{new}} again')],
  'password.changed': ['accounts', say('Changed the master password')],
  'password-link.sent': ['accounts', say('Mailed a link for a forgotten master password')],
  'password-link.dead-link-opened': ['accounts', say('Opened a dead link for a forgotten master password')],
  'keys.renewed': ['accounts', say('Set a new master password with a mailed link; the keys are new')],
  'two-step.set-up': ['accounts', say('Set up two-step login')],
  'two-step.moved': ['accounts', say('Moved two-step login to another app')],
  'two-step.switched-off': ['accounts', say('Switched two-step login off')],
  'two-step-codes.made': ['accounts', say('Made new recovery codes of two-step login')],
  'password.refused': ['access', say('Typed a wrong master password')],
  'sign-in.done': ['access', say('Signed in')],
  'sign-in.failed': ['access', say('Typed a wrong master password for {{target}}')],
  'sign-in.throttled': ['access', say('Tried to sign in as {{target}} too often and had to wait')],
  'sign-out.done': ['access', say('Signed out')],
  'session.ended': ['access', say('Ended another session')],
  'sessions.ended': ['access', say('Ended all other sessions')],
  'sign-in.new-browser': ['access', say('Signed in from a new browser: {{browser}}')],
  'browser.remembered': ['access', say('Is asked for no code for 30 days in: {{browser}}')],
  'browser.forgotten': ['access', say('Is asked for a code again in: {{browser}}')],
  'browsers.forgotten': ['access', say('Is asked for a code again in all browsers')],
  'two-step.failed': ['access', say('Typed a wrong code of two-step login for {{target}}')],
  'two-step.throttled': ['access', say('Typed codes of two-step login for {{target}} too often and had to wait')],
  'two-step-code.used': ['access', say('Used a recovery code of two-step login; {{left}} are left')],
  'access.refused': ['access', say('Was refused: {{target}}')],
  'client.created': ['clients', say('Added the client {{target}} with {{seats}} seats')],
  'client.renamed': ['clients', say('Renamed {{old}} to {{new}}')],
  'client.updated': ['clients', say('Changed the reference of {{target}} from “{{old}}” to “{{new}}”')],
  'client.suspended': ['clients', say('Suspended {{target}}: {{reason}}')],
  'client.reactivated': ['clients', say('Reactivated {{target}}')],
  'client.plan-changed': [
    'clients',
    say('Changed the plan of {{target}} from {{old}} to {{new}}, with {{seats}} seats'),
  ],
  'client.deletion-asked': ['clients', say('Asked to delete {{target}} in {{days}} days')],
  'client.deletion-called-off': ['clients', say('Called off the deletion of {{target}}')],
  'client.deleted': ['clients', say('Deleted {{target}}, which had {{seats}} seats')],
  'departure.asked': ['clients', say('Asked that {{target}} may leave its provider: {{reason}}')],
  'departure.released': ['clients', say('Let {{target}} go: {{reason}} Until: {{when}}')],
  'departure.confirmed': ['clients', say('Confirmed that {{target}} leaves its provider')],
  'departure.called-off': ['clients', say('Called off the departure of {{target}}')],
  'departure.expired': ['clients', say('The departure of {{target}} expired')],
  'client.left': ['clients', say('{{target}} left {{provider}}; its {{seats}} seats are frozen')],
  'addition.asked': ['clients', say('Asked {{target}} for an existing organization')],
  'addition.withdrawn': ['clients', say('Withdrew the question to {{target}} for an existing organization')],
  'addition.expired': ['clients', say('The question to {{target}} for an existing organization expired')],
  'addition.agreed': ['clients', say('Agreed that {{provider}} becomes the provider of {{target}}; {{comparison}}')],
  'addition.declined': ['clients', say('Declined {{provider}} as the provider of {{target}}')],
  'client.added': ['clients', say('Added the existing organization {{target}} with {{seats}} seats')],
  'client.visited': ['clients', say('Opened the client {{target}}')],
  'clients.exported': ['clients', say('Exported the list of clients')],
  'statement.exported': ['clients', say('Exported the statement of seats {{month}}')],
  'seats.changed': ['clients', say('Changed the seats of {{target}} from {{old}} to {{new}}')],
  'seats.purchased': ['clients', say('Purchased {{seats}} additional seats for {{target}}')],
  'seat-pool.changed': [
    'clients',
    say('Changed the terms of {{target}}: minimum {{minimum}} → {{newMinimum}}, price {{price}} → {{newPrice}}'),
  ],
  'member.invited': ['invitations', say('Invited {{target}}; role: {{role}}, groups: {{groups}}')],
  'members.exported': ['invitations', say('Exported the list of members')],
  'upload.started': ['invitations', say('Began to invite {{count}} people from the file {{target}}')],
  'upload.finished': ['invitations', say('Invited {{count}} people from the file {{target}}')],
  'seats.asked': ['clients', say('Asked for {{seats}} more seats for {{target}}: {{note}}')],
  'seats.not-asked': ['clients', say('Withdrew the request for seats for {{target}}')],
  'seats.granted': ['clients', say('Granted {{seats}} seats that {{target}} asked for')],
  'seats.declined': ['clients', say('Declined {{seats}} seats that {{target}} asked for: {{note}}')],
  'owner.invited': ['invitations', say('Invited {{target}} as owner')],
  'invitation.resent': ['invitations', say('Sent the invitation of {{target}} again')],
  'invitation.address-changed': ['invitations', say('Sent the invitation to {{new}} instead of {{old}}')],
  'invitation.reminded': ['invitations', say('Reminded {{target}} of the invitation')],
  'invitation.delivered': ['invitations', say('Delivered the invitation of {{target}} to the mail server')],
  'invitation.refused': ['invitations', say('The mail server refused the invitation of {{target}}')],
  'invitation.expired': ['invitations', say('The invitation of {{target}} expired')],
  'invitation.dead-link-opened': ['invitations', say('Opened a dead link of the invitation of {{target}}')],
  'invitation.accepted': ['invitations', say('{{target}} accepted the invitation')],
  'invitation.withdrawn': [
    'invitations',
    say('The invitation of {{target}} ended as the organization left its provider'),
  ],
  'invitation.taken-back': ['invitations', say('Took back the acceptance of {{target}}: not the person meant')],
  'member.confirmed': ['invitations', say('Confirmed {{target}}; {{comparison}}')],
  'member.keys-renewed': [
    'invitations',
    say('{{target}} set a new master password with a mailed link and has to be confirmed again'),
  ],
  'member.revoked': ['invitations', say('Revoked the access of {{target}}; before: {{old}}')],
  'member.restored': ['invitations', say('Restored the access of {{target}}; now: {{new}}')],
  'member.removed': ['invitations', say('Removed {{target}}; before: {{old}}')],
  'member.left': ['invitations', say('{{target}} left the organization')],
  'member.updated': ['invitations', say('Changed the membership of {{target}}: {{changes}}')],
  'provider-access.updated': ['invitations', say('Changed when the provider may confirm people: {{old}} → {{new}}')],
  'member.words-refused': ['invitations', say('Typed wrong words of the fingerprint phrase of {{target}}')],
  'collection.created': ['vault', say('Created the collection {{target}}')],
  'collection.deleted': ['vault', say('Deleted the collection {{target}}')],
  'collection.renamed': ['vault', say('Renamed the collection {{old}} to {{new}}, and {{inside}} that lie in it')],
  'collection.external-id-changed': [
    'vault',
    say('Changed the external ID of the collection {{target}} from “{{old}}” to “{{new}}”'),
  ],
  'collection.access-changed': ['vault', say('Changed the access to the collection {{target}}: {{access}}')],
  'collections.exported': ['vault', say('Exported the list of collections')],
  'groups.exported': ['vault', say('Exported the list of groups')],
  'group.created': ['vault', say('Created the group {{target}}')],
  'group.renamed': ['vault', say('Renamed the group {{old}} to {{new}}')],
  'group.deleted': ['vault', say('Deleted the group {{target}}')],
  'group.members-added': ['vault', say('Put into the group {{target}}: {{names}}')],
  'group.members-removed': ['vault', say('Took out of the group {{target}}: {{names}}')],
  'organization.rules-changed': ['vault', say('Changed the settings of collections: {{changes}}')],
  'step.marked': ['vault', say('Marked a set-up step as not needed: {{target}}')],
  'step.unmarked': ['vault', say('Marked a set-up step as needed after all: {{target}}')],
} satisfies Record<string, [group: Group, sentence: Message]>;

/** Dotted nouns and a past verb. */
export type EventKind = keyof typeof SENTENCES;

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
  collections: say('collections'),
};

type Details = Record<string, MessageValue | null>;

/** The kinds of a group, for the filter. */
export const kindsOf = (group: string): string[] =>
  Object.entries(SENTENCES)
    .filter(([, [of]]) => (of as string) === group)
    .map(([kind]) => kind);

/** What happened, for a reader. */
export function sentence(kind: EventKind, target: string | null, details: Details): Message {
  const [, { key }] = SENTENCES[kind];
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
