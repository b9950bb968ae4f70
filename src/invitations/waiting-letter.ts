import type { EntityManager } from 'typeorm';
import { managedRoles } from '../client-orgs/member-rules.js';
import type { Letter } from '../mail/letters.js';
import { say } from '../web/message.js';
import { readPermissions } from '../web/permissions.js';
import type { OrganizationRole } from '../web/rights.js';
import { readerOf } from './letter-parties.js';

type Ids = Record<string, string>;

interface Waiting {
  name: string;
  email: string;
  again: number;
}

/** Whether the owners of organization `o` let its provider confirm people now; see `providerMayConfirm`. */
export const PROVIDER_MAY_CONFIRM = `(o.provider_confirms = 'always' OR (o.provider_confirms = 'until-owner' AND NOT EXISTS
  (SELECT 1 FROM members w WHERE w.organization_id = o.id AND w.role = 'owner' AND w.status = 'confirmed')))`;

/** Whether member `m` of organization `o` works for its provider and only an owner may confirm them; see `whyNotConfirm`. */
const OWNERS_DECIDE = `(o.owner_confirmed_at IS NOT NULL AND EXISTS (SELECT 1 FROM members p
  WHERE p.provider_id = o.provider_id AND p.user_id = m.user_id))`;

/** To a provider admin about the provider and its clients, or to a member about one client organization. */
export async function peopleWaiting(db: EntityManager, ids: Ids): Promise<Letter | undefined> {
  const { providerId, organizationId, userId } = ids;
  const reader = await readerOf(db, userId);
  const rows = organizationId ? await inside(db, organizationId, userId) : await atProvider(db, providerId);
  if (!reader || rows.length === 0) return undefined;
  return {
    reader,
    subject: say('{{count}} people wait for confirmation', { count: rows.length }),
    paragraphs: [
      ...(rows.some(({ again }) => !again)
        ? [say('They accepted their invitation and cannot open anything until you confirm them.')]
        : []),
      ...(rows.some(({ again }) => again)
        ? [
            say(
              'Where it says “keys renewed”, somebody forgot the master password and set a new one. They were confirmed before, but their keys are new: compare the words with them again before you confirm them.',
            ),
          ]
        : []),
    ],
    facts: rows.map(({ name, email, again }) => ({
      label: say('{{name}}', { name }),
      value: again ? say('{{email}}: keys renewed', { email }) : say('{{email}}', { email }),
    })),
    action: organizationId
      ? { label: say('Open the members'), path: `/organizations/${organizationId}/members?tab=accepted` }
      : { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
  };
}

const atProvider = (db: EntityManager, id: string): Promise<Waiting[]> =>
  db.query(
    `(SELECT p.name, m.email, m.confirmed_at IS NOT NULL AS again
      FROM members m JOIN providers p ON p.id = m.provider_id WHERE m.provider_id = ? AND m.status = 'accepted' LIMIT 50)
     UNION ALL
     (SELECT o.name, m.email, m.confirmed_at IS NOT NULL AS again
      FROM organizations o JOIN members m ON m.organization_id = o.id AND m.status = 'accepted'
      WHERE o.provider_id = ? AND o.standing = 0 AND ${PROVIDER_MAY_CONFIRM} AND NOT ${OWNERS_DECIDE}
      ORDER BY o.name, m.email LIMIT 50)`,
    [id, id],
  );

/** Those whom this reader, as the member that they are by then, may confirm. */
async function inside(db: EntityManager, organizationId: string, userId: string): Promise<Waiting[]> {
  const [own]: { role: OrganizationRole; permissions: string }[] = await db.query(
    "SELECT role, permissions FROM members WHERE organization_id = ? AND user_id = ? AND status = 'confirmed'",
    [organizationId, userId],
  );
  if (!own) return [];
  const { role, permissions } = own;
  const roles = managedRoles({ membership: { role, permissions: readPermissions(permissions) } });
  return db.query(
    `SELECT o.name, m.email, m.confirmed_at IS NOT NULL AS again FROM members m JOIN organizations o ON o.id = m.organization_id
     WHERE m.organization_id = ? AND m.status = 'accepted' AND m.role IN (?) ${role === 'owner' ? '' : `AND NOT ${OWNERS_DECIDE}`}
     ORDER BY m.email LIMIT 50`,
    [organizationId, [...roles, '']],
  );
}
