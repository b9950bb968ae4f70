import type { EntityManager } from 'typeorm';
import type { Letter } from '../mail/letters.js';
import { say } from '../web/message.js';
import { placeOf, questions, readerOf } from './letter-parties.js';

type Ids = Record<string, string>;

export async function takenBack(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const place = await placeOf(db, organizationId);
  const reader = await readerOf(db, userId);
  if (!place || !reader) return undefined;
  return {
    reader,
    subject: say('{{organization}}: you were not confirmed', { organization: place.name }),
    paragraphs: [
      say(
        'You accepted an invitation to {{organization}}. {{provider}} could not match it with the person they meant and took it back.',
        {
          organization: place.name,
          provider: place.provider,
        },
      ),
      say('Your account stays; it gave you no access to anything.'),
    ],
    closing: questions(place),
  };
}

interface WaitingRow {
  name: string;
  email: string;
  again: number;
}

/** Those of a provider and its clients; where there is no provider, those of one organization. */
function waitingPeople(db: EntityManager, { providerId, organizationId }: Ids): Promise<WaitingRow[]> {
  if (organizationId) {
    return db.query(
      `SELECT o.name, m.email, m.confirmed_at IS NOT NULL AS again
       FROM members m JOIN organizations o ON o.id = m.organization_id
       WHERE m.organization_id = ? AND m.status = 'accepted' AND o.provider_id IS NULL ORDER BY m.email LIMIT 50`,
      [organizationId],
    );
  }
  return db.query(
    `(SELECT p.name, m.email, m.confirmed_at IS NOT NULL AS again
      FROM members m JOIN providers p ON p.id = m.provider_id WHERE m.provider_id = ? AND m.status = 'accepted' LIMIT 50)
     UNION ALL
     (SELECT o.name, m.email, m.confirmed_at IS NOT NULL AS again
      FROM organizations o JOIN members m ON m.organization_id = o.id AND m.status = 'accepted'
      WHERE o.provider_id = ? AND o.standing = 0 ORDER BY o.name, m.email LIMIT 50)`,
    [providerId, providerId],
  );
}

export async function peopleWaiting(db: EntityManager, ids: Ids): Promise<Letter | undefined> {
  const { providerId, organizationId, userId } = ids;
  const reader = await readerOf(db, userId);
  const rows = await waitingPeople(db, ids);
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
      ? { label: say('Open the organization'), path: `/organizations/${organizationId}` }
      : { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
  };
}

export async function confirmed(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const place = await placeOf(db, organizationId);
  const reader = await readerOf(db, userId);
  if (!place || !reader) return undefined;
  return {
    reader,
    subject: say('You can now open {{organization}}', { organization: place.name }),
    paragraphs: [
      say('{{provider}} confirmed you. You are an owner of {{organization}} from now on.', {
        provider: place.provider,
        organization: place.name,
      }),
    ],
    action: { label: say('Open the vault'), path: `/organizations/${organizationId}/vault` },
    closing: questions(place),
  };
}

/** Of a provider's own member. */
export async function confirmedByProvider(db: EntityManager, { providerId, userId }: Ids): Promise<Letter | undefined> {
  const [provider]: { name: string }[] = await db.query('SELECT name FROM providers WHERE id = ?', [providerId]);
  const reader = await readerOf(db, userId);
  if (!provider || !reader) return undefined;
  return {
    reader,
    subject: say('You can now work for {{provider}}', { provider: provider.name }),
    paragraphs: [say('You are confirmed as a member of {{provider}}.', { provider: provider.name })],
    action: { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
  };
}
