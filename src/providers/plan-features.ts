import type { ProviderClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';

/** What Enterprise has and Teams has not (reference §2.2). */
export const ENTERPRISE_ONLY: Message[] = [
  say('Enterprise policies'),
  say('Login with SSO'),
  say('Claimed domains'),
  say('Account recovery'),
  say('Custom permissions'),
];
const [, , , , CUSTOM] = ENTERPRISE_ONLY;

interface Feature {
  text: Message;
  /** How far this client uses it. */
  use: Message;
}

/** Every Enterprise feature with its use in a client. As yet only custom permissions can be in use: the others have no pages. */
export async function enterpriseFeatures({ db, client }: ProviderClientCurrent): Promise<Feature[]> {
  const [{ custom }]: { custom: string }[] = await db.query(
    "SELECT COUNT(*) AS custom FROM members WHERE organization_id = ? AND role = 'custom'",
    [client.id],
  );
  const count = Number(custom);
  const resting = say('{{count}} members have them; they rest, and come back with Enterprise.', { count });
  return ENTERPRISE_ONLY.map((text) => ({
    text,
    use: text === CUSTOM && count > 0 ? resting : say('Not in use in this client.'),
  }));
}
