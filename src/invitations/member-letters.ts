import type { EntityManager } from 'typeorm';
import { Member } from '../client-orgs/member.entity.js';
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
        'You accepted an invitation to {{organization}}. It could not be matched with the person who was meant, and was taken back.',
        { organization: place.name },
      ),
      say('Your account stays; it gave you no access to anything.'),
    ],
    closing: questions(place),
  };
}

export async function confirmed(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const place = await placeOf(db, organizationId);
  const reader = await readerOf(db, userId);
  const owner = await db.existsBy(Member, { organizationId, userId, role: 'owner' });
  if (!place || !reader) return undefined;
  return {
    reader,
    subject: say('You can now open {{organization}}', { organization: place.name }),
    paragraphs: [
      owner
        ? say('You are confirmed as an owner of {{organization}}.', { organization: place.name })
        : say('You are confirmed as a member of {{organization}}.', { organization: place.name }),
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
