import { type Message, say } from '../web/message.js';
import type { MemberRow } from './member-row.js';

interface ShownState {
  text: Message;
  tone: 'good' | 'warning' | 'plain';
  /** What is known of an open invitation, or why somebody waits. */
  detail?: Message;
}

/** How a member stands, as the list shows it. */
export function shownState(row: MemberRow): ShownState {
  if (row.status === 'confirmed') return { text: say('Confirmed'), tone: 'good' };
  if (row.status === 'revoked') return { text: say('Revoked'), tone: 'plain' };
  if (row.status === 'accepted') {
    const detail = row.renewedAt && row.confirmedAt ? say('Keys renewed') : undefined;
    return { text: say('Needs confirmation'), tone: 'warning', detail };
  }
  const detail = invitationState(row);
  return { text: say('Invited'), tone: row.trouble ? 'warning' : 'plain', detail };
}

function invitationState({ trouble, expiresAt, mailState, answer }: MemberRow): Message {
  if (trouble === 'taken-back') return say('Taken back; not invited at the moment');
  if (trouble === 'expired') return say('The invitation has expired');
  if (trouble === 'refused') return say('Refused by the mail server: {{answer}}', { answer: answer ?? '' });
  if (mailState !== 'delivered' || !expiresAt) return say('Queued');
  return say('Delivered; valid until {{date}}', { date: { day: expiresAt } });
}
