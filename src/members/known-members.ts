import type { MemberStatus } from '../client-orgs/member.entity.js';
import { STATUS_WORDS } from '../client-orgs/member-states.js';
import { inClient, type Place } from '../client-orgs/place.js';
import type { Message } from '../web/message.js';

/** Those of the addresses that are members here already, invited under it or with an account that has it, with their status. */
export async function knownMembers(current: Place, emails: string[]): Promise<Map<string, Message>> {
  const [of, id] = inClient(current) ? ['organization_id', current.client.id] : ['provider_id', current.provider.id];
  const rows: { email: string; status: MemberStatus }[] = await current.db.query(
    `SELECT email, status FROM members WHERE ${of} = ? AND email IN (?)
     UNION SELECT u.email, m.status FROM users u JOIN members m ON m.user_id = u.id AND m.${of} = ? WHERE u.email IN (?)`,
    [id, emails, id, emails],
  );
  return new Map(rows.map(({ email, status }) => [email, STATUS_WORDS[status]]));
}
