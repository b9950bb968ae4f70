import { type Message, say } from '../../web/message.js';

/** The provider itself, and the operator's work on the portal. */
export const PROVIDER = {
  'provider.created': say('Set up the provider {{target}}'),
  'provider.updated': say('Changed the settings: {{changes}}'),
  'two-step.required': say('Requires two-step login of all provider members'),
  'two-step.not-required': say('Requires two-step login of provider members no more'),
  'recovery-code.made': say('Made a new recovery code; the one before opens nothing any more'),
  'recovery-code.used': say('{{target}} used the recovery code, renewed the keys and stays confirmed'),
  'recovery-code.refused': say('Typed a wrong recovery code of {{target}}'),
  'setup-link.made': say('Made a set-up link'),
  'portal.backed-up': say('Wrote a backup: {{target}}'),
  'portal.restored': say(
    'Restored the portal from a backup of {{at}}; what was done after that moment is not in this log',
  ),
  'held-mail.sent': say('Sent mail that was held since the restore: {{mails}}'),
  'held-mail.dropped': say('Dropped mail that was held since the restore: {{mails}}'),
  'secrets.rotated': say('Sealed what the server holds under a new secret key: {{secrets}}'),
} satisfies Record<string, Message>;
