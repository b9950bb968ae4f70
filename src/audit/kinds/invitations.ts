import { type Message, say } from '../../web/message.js';

/** Members: invited, confirmed, changed. */
export const INVITATIONS = {
  'member.invited': say('Invited {{target}}; role: {{role}}, groups: {{groups}}'),
  'members.exported': say('Exported the list of members'),
  'upload.started': say('Began to invite {{count}} people from the file {{target}}'),
  'upload.finished': say('Invited {{count}} people from the file {{target}}'),
  'owner.invited': say('Invited {{target}} as owner'),
  'invitation.resent': say('Sent the invitation of {{target}} again'),
  'invitation.address-changed': say('Sent the invitation to {{new}} instead of {{old}}'),
  'invitation.reminded': say('Reminded {{target}} of the invitation'),
  'invitation.delivered': say('Delivered the invitation of {{target}} to the mail server'),
  'invitation.refused': say('The mail server refused the invitation of {{target}}'),
  'invitation.expired': say('The invitation of {{target}} expired'),
  'invitation.dead-link-opened': say('Opened a dead link of the invitation of {{target}}'),
  'invitation.accepted': say('{{target}} accepted the invitation'),
  'invitation.withdrawn': say('The invitation of {{target}} ended as the organization left its provider'),
  'invitation.taken-back': say('Took back the acceptance of {{target}}: not the person meant'),
  'member.confirmed': say('Confirmed {{target}}; {{comparison}}'),
  'member.keys-renewed': say('{{target}} set a new master password with a mailed link and has to be confirmed again'),
  'member.revoked': say('Revoked the access of {{target}}; before: {{old}}'),
  'member.restored': say('Restored the access of {{target}}; now: {{new}}'),
  'member.removed': say('Removed {{target}}; before: {{old}}'),
  'member.left': say('{{target}} left the organization'),
  'member.updated': say('Changed the membership of {{target}}: {{changes}}'),
  'provider-access.updated': say('Changed when the provider may confirm people: {{old}} → {{new}}'),
  'member.words-refused': say('Typed wrong words of the fingerprint phrase of {{target}}'),
} satisfies Record<string, Message>;
