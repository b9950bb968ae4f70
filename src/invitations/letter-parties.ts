import type { EntityManager } from 'typeorm';
import type { Locale } from '../web/locales.js';
import { type Message, say } from '../web/message.js';
import type { OrganizationRole } from '../web/rights.js';

export interface About {
  email: string;
  organization: string;
  organizationId: string;
  provider: string;
  phone: string;
  inviter: string | null;
  /** Whether the inviter works for the provider. */
  byProvider: number;
  role: OrganizationRole;
  /** Owners confirmed now; without one, the provider starts the organization with this invitation. */
  owners: number;
  locale: Locale;
  timeZone: string;
}

/**
 * Everything a letter about a member says of the parties, in the client's language. An organization without a provider speaks for
 * itself.
 */
export async function about(db: EntityManager, memberId: string): Promise<About | undefined> {
  const [row]: About[] = await db.query(
    `SELECT m.email, o.name AS organization, o.id AS organizationId, COALESCE(p.name, o.name) AS provider, COALESCE(p.phone, '') AS phone, u.name AS inviter, o.locale,
      m.role, o.confirmed_owners AS owners,
      o.time_zone AS timeZone,
      EXISTS (SELECT 1 FROM members p WHERE p.provider_id = o.provider_id AND p.user_id = m.invited_by) AS byProvider
     FROM members m JOIN organizations o ON o.id = m.organization_id LEFT JOIN providers p ON p.id = o.provider_id
     LEFT JOIN users u ON u.id = m.invited_by WHERE m.id = ?`,
    [memberId],
  );
  return row;
}

export const questions = ({ provider, phone }: { provider: string; phone: string }): Message[] =>
  phone
    ? [say('Questions? Call {{provider}}: {{phone}}.', { provider, phone })]
    : [say('Questions? Ask {{provider}}.', { provider })];

export async function placeOf(
  db: EntityManager,
  id: string,
): Promise<{ name: string; provider: string; phone: string } | undefined> {
  const [row]: { name: string; provider: string; phone: string }[] = await db.query(
    `SELECT o.name, COALESCE(p.name, o.name) AS provider, COALESCE(p.phone, '') AS phone
     FROM organizations o LEFT JOIN providers p ON p.id = o.provider_id WHERE o.id = ?`,
    [id],
  );
  return row;
}

export async function readerOf(
  db: EntityManager,
  userId: string,
): Promise<{ locale: Locale; timeZone: string } | undefined> {
  const [row]: { locale: Locale; timeZone: string }[] = await db.query(
    'SELECT locale, time_zone AS timeZone FROM users WHERE id = ?',
    [userId],
  );
  return row;
}
