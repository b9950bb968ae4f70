import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SeatRequest } from '../client-orgs/seat-request.entity.js';
import { placeOf, questions, readerOf } from '../invitations/letter-parties.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';

type Ids = Record<string, string>;

/** What provider and owners write each other about seats. */
@Injectable()
export class SeatLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('seats-asked', asked);
    this.letters.add('seats-granted', (db, ids) => answered(db, ids, true));
    this.letters.add('seats-declined', (db, ids) => answered(db, ids, false));
  }
}

/** Nothing, once it was answered or withdrawn. */
async function asked(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const request = await db.findOneBy(SeatRequest, { organizationId });
  const place = await placeOf(db, { organizationId });
  const reader = await readerOf(db, userId);
  const [row]: { providerId: string }[] = await db.query(
    'SELECT provider_id AS providerId FROM organizations WHERE id = ?',
    [organizationId],
  );
  if (!request || !place || !reader) return undefined;
  const { askerName: name, seats: count, note } = request;
  return {
    reader,
    subject: say('{{organization}} asks for {{count}} seats', { organization: place.name, count }),
    paragraphs: [say('{{name}} asks for {{count}} more seats.', { name, count })],
    facts: note ? [{ label: say('Note'), value: note }] : [],
    action: { label: say('Open the requests'), path: `/providers/${row.providerId}/seat-requests` },
  };
}

async function answered(
  db: EntityManager,
  { organizationId, userId, seats, note }: Ids,
  granted: boolean,
): Promise<Letter | undefined> {
  const place = await placeOf(db, { organizationId });
  const reader = await readerOf(db, userId);
  if (!place || !reader) return undefined;
  const values = { organization: place.name, provider: place.provider, count: Number(seats) };
  return {
    reader,
    subject: granted
      ? say('{{organization}} has {{count}} more seats', values)
      : say('{{organization}} gets no more seats for now', values),
    paragraphs: [
      granted
        ? say('{{provider}} granted the {{count}} seats that you asked for.', values)
        : say('{{provider}} declined the {{count}} seats that you asked for.', values),
    ],
    facts: note ? [{ label: say('Note'), value: note }] : [],
    action: { label: say('Open the members'), path: `/organizations/${organizationId}/members` },
    closing: questions(place),
  };
}
