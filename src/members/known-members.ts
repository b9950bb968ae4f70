import type { MemberStatus } from '../client-orgs/member.entity.js';
import { STATUS_WORDS } from '../client-orgs/member-states.js';
import { inClient, type Place } from '../client-orgs/place.js';
import { type Message, say } from '../web/message.js';

/** Nobody invites themself: what a membership gives is somebody else's to decide. */
const OWN_ADDRESS = say('This is your own address; somebody else has to invite you');

/**
 * Why each of these addresses is not invited: it is a member's here already, invited under it or with an account that has it, or the
 * acting person's own.
 */
export async function whyNotInvited(current: Place, emails: string[]): Promise<Map<string, Message>> {
  const [of, id] = inClient(current) ? ['organization_id', current.client.id] : ['provider_id', current.provider.id];
  const rows: { email: string; status: MemberStatus }[] = await current.db.query(
    `SELECT email, status FROM members WHERE ${of} = ? AND email IN (?)
     UNION SELECT u.email, m.status FROM users u JOIN members m ON m.user_id = u.id AND m.${of} = ? WHERE u.email IN (?)`,
    [id, emails, id, emails],
  );
  const reasons = new Map<string, Message>();
  if (emails.includes(current.person.email)) reasons.set(current.person.email, OWN_ADDRESS);
  for (const { email, status } of rows) {
    const words = { email, status: STATUS_WORDS[status] };
    reasons.set(email, say('{{email}} is a member here already ({{status}})', words));
  }
  return reasons;
}
