import { type Message, say } from '../../web/message.js';

/** What people do with their own accounts. */
export const ACCOUNTS = {
  'account.created': say('Made the account of {{target}}'),
  'account.updated': say('Changed the account: {{changes}}'),
  'email-change.asked': say('Asked to change the address from {{old}} to {{new}}'),
  'email-change.dead-link-opened': say('Opened a dead link of a change of address'),
  'email.changed': say('Changed the address from {{old}} to {{new}}'),
  'email.change-undone': say('Undid a change of address: {{old}} is {{new}} again'),
  'password.changed': say('Changed the master password'),
  'password-link.sent': say('Mailed a link for a forgotten master password'),
  'password-link.dead-link-opened': say('Opened a dead link for a forgotten master password'),
  'keys.renewed': say('Set a new master password with a mailed link; the keys are new'),
  'two-step.set-up': say('Set up two-step login'),
  'two-step.moved': say('Moved two-step login to another app'),
  'two-step.switched-off': say('Switched two-step login off'),
  'two-step-codes.made': say('Made new recovery codes of two-step login'),
} satisfies Record<string, Message>;
