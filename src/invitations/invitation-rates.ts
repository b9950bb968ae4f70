import { v7 as uuid } from 'uuid';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';

const DAY = 24 * 3600 * 1000;
const MAILS_A_DAY = 5;
const PROVIDER_MAILS_A_DAY = 5000;

/** What may be sent now (design §6). */
interface Rates {
  /** Invitations that the provider has left of its day. */
  left: number;
  /** Those of the addresses that were sent enough today. */
  full: Set<string>;
}

export async function ratesNow({ db, now }: Current, emails: string[], providerId: string | null): Promise<Rates> {
  const since = new Date(now.getTime() - DAY);
  const sent: { email: string }[] = await db.query(
    `SELECT email FROM invitations WHERE email IN (?) AND created_at > ? GROUP BY email HAVING COUNT(*) >= ${MAILS_A_DAY}`,
    [emails, since],
  );
  const [{ byProvider }]: { byProvider: string }[] = await db.query(
    `SELECT COUNT(*) AS byProvider FROM mails WHERE provider_id = ? AND id > ? AND letter = 'invitation'`,
    [providerId, uuid({ msecs: since.getTime(), random: new Uint8Array(16) })],
  );
  return {
    left: Math.max(0, PROVIDER_MAILS_A_DAY - Number(byProvider)),
    full: new Set(sent.map(({ email }) => email)),
  };
}

/** @throws Refusal when one of the addresses, or the provider, was sent enough today */
export async function checkRates(
  current: Current,
  emails: string[],
  providerId: string | null,
  field = 'email',
): Promise<void> {
  const { left, full } = await ratesNow(current, emails, providerId);
  for (const email of full) {
    throw refuseField(
      field,
      say('{{email}} was sent {{max}} invitations today. Wait until tomorrow.', { email, max: MAILS_A_DAY }),
    );
  }
  if (left < emails.length) {
    throw refuse(
      say('{{max}} invitations were sent today, which is the limit. Wait until tomorrow.', {
        max: PROVIDER_MAILS_A_DAY,
      }),
    );
  }
}
