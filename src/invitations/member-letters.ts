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

export async function peopleWaiting(db: EntityManager, { providerId, userId }: Ids): Promise<Letter | undefined> {
  const reader = await readerOf(db, userId);
  const rows: { name: string; email: string }[] = await db.query(
    `SELECT o.name, m.email FROM organizations o JOIN members m ON m.organization_id = o.id AND m.status = 'accepted'
     WHERE o.provider_id = ? AND o.standing = 0 ORDER BY o.name, m.email LIMIT 50`,
    [providerId],
  );
  if (!reader || rows.length === 0) return undefined;
  return {
    reader,
    subject: say('{{count}} people wait for confirmation', { count: rows.length }),
    paragraphs: [say('They accepted their invitation and cannot open anything until you confirm them.')],
    facts: rows.map(({ name, email }) => ({ label: say('{{name}}', { name }), value: say('{{email}}', { email }) })),
    action: { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
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
