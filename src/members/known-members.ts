import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';

const STATUS_WORDS: Record<string, Message> = {
  invited: say('Invited'),
  accepted: say('Needs confirmation'),
  confirmed: say('Confirmed'),
  revoked: say('Revoked'),
};

/** Those of the addresses that are members here already, invited under it or with an account that has it, with their status. */
export async function knownMembers({ db, client }: ClientCurrent, emails: string[]): Promise<Map<string, Message>> {
  const rows: { email: string; status: string }[] = await db.query(
    `SELECT email, status FROM members WHERE organization_id = ? AND email IN (?)
     UNION SELECT u.email, m.status FROM users u JOIN members m ON m.user_id = u.id AND m.organization_id = ? WHERE u.email IN (?)`,
    [client.id, emails, client.id, emails],
  );
  return new Map(rows.map(({ email, status }) => [email, STATUS_WORDS[status]]));
}
