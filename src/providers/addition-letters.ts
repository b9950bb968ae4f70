import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { questions, readerOf } from '../invitations/letter-parties.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { Addition } from './addition.entity.js';
import { Provider } from './provider.entity.js';
import { SeatChange } from './seat-change.entity.js';

type Ids = Record<string, string>;

/** What both sides are written when a provider adds an organization that had none. */
@Injectable()
export class AdditionLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('addition-asked', asked);
    this.letters.add('addition-agreed', agreed);
    this.letters.add('addition-declined', declined);
    this.letters.add('client-added', added);
    this.letters.add('client-added-provider', addedToProvider);
  }
}

/** Nothing for an address that owns no organization without a provider. */
async function asked(db: EntityManager, { additionId }: Ids): Promise<Letter | undefined> {
  const addition = await db.findOneBy(Addition, { id: additionId });
  const provider = addition && (await db.findOneBy(Provider, { id: addition.providerId }));
  const asker = addition && (await db.findOneBy(User, { id: addition.askedBy }));
  if (!addition || !provider || !asker) return undefined;
  const owned: { userId: string; id: string; name: string }[] = await db.query(
    `SELECT u.id AS userId, o.id, o.name FROM users u
     JOIN members m ON m.user_id = u.id AND m.role = 'owner' AND m.status = 'confirmed'
     JOIN organizations o ON o.id = m.organization_id AND o.provider_id IS NULL WHERE u.email = ? ORDER BY o.name LIMIT 20`,
    [addition.email],
  );
  const reader = owned.length > 0 && (await readerOf(db, owned[0].userId));
  if (!reader) return undefined;
  const names = { asker: asker.name, provider: provider.name };
  return {
    reader,
    fromName: provider.name,
    subject: say('{{provider}} asks to become your provider', { provider: provider.name }),
    paragraphs: [
      say('{{asker}} of {{provider}} asks to add your organization, which has no provider.', names),
      say('You see what they could do, compare two words with them by telephone, and agree or decline.'),
    ],
    facts: [
      ...owned.map(({ name }) => ({ label: say('Organization'), value: name })),
      { label: say('Valid until'), value: say('{{date}}', { date: { day: addition.expiresAt } }) },
    ],
    action: { label: say('Read what it means'), path: `/organizations/${owned[0].id}/provider` },
    closing: [
      ...questions({ provider: provider.name, phone: provider.phone }),
      say('You did not expect this? Then do nothing: without you nothing happens.'),
    ],
  };
}

async function agreed(db: EntityManager, { additionId, userId, providerId }: Ids): Promise<Letter | undefined> {
  const [row]: { email: string; name: string }[] = await db.query(
    'SELECT a.email, o.name FROM additions a JOIN organizations o ON o.id = a.organization_id WHERE a.id = ?',
    [additionId],
  );
  const reader = await readerOf(db, userId);
  if (!row || !reader) return undefined;
  return {
    reader,
    subject: say('{{name}} agrees: add it now', { name: row.name }),
    paragraphs: [
      say('{{email}} agreed that you become the provider of {{name}}, and handed you its key.', { ...row }),
      say('See what it means for your seats, and add it.'),
    ],
    action: { label: say('Open it'), path: `/providers/${providerId}/additions/${additionId}` },
  };
}

async function declined(db: EntityManager, { email, userId, providerId }: Ids): Promise<Letter | undefined> {
  const reader = await readerOf(db, userId);
  if (!reader) return undefined;
  return {
    reader,
    subject: say('{{email}} does not want to be added', { email }),
    paragraphs: [say('The owner declined, or took the agreement back. Nothing was added.')],
    action: { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
  };
}

async function partiesOf(db: EntityManager, { changeId, userId }: Ids) {
  const change = await db.findOneBy(SeatChange, { id: changeId });
  const provider = change && (await db.findOneBy(Provider, { id: change.providerId }));
  const reader = await readerOf(db, userId);
  if (!provider || !reader) return undefined;
  return { change, provider, reader, names: { name: change.clientName ?? '', provider: provider.name } };
}

async function added(db: EntityManager, ids: Ids): Promise<Letter | undefined> {
  const parties = await partiesOf(db, ids);
  if (!parties) return undefined;
  const { change, provider, reader, names } = parties;
  return {
    reader,
    subject: say('{{provider}} is the provider of {{name}} now', names),
    paragraphs: [
      say(
        '{{provider}} has a copy of its key, and can confirm people, manage collections and change seats and plan.',
        names,
      ),
      say('What they do stands in the event log; they see no item.'),
    ],
    facts: [{ label: say('By'), value: change.actorName }],
    action: { label: say('See who can act there'), path: `/organizations/${change.organizationId}/provider` },
    closing: questions({ provider: provider.name, phone: provider.phone }),
  };
}

async function addedToProvider(db: EntityManager, ids: Ids): Promise<Letter | undefined> {
  const parties = await partiesOf(db, ids);
  if (!parties) return undefined;
  const { change, reader, names } = parties;
  return {
    reader,
    subject: say('{{name}} is a client of {{provider}} now', names),
    paragraphs: [say('It came with {{count}} seats from your pool.', { count: change.seats })],
    facts: [{ label: say('By'), value: change.actorName }],
    action: { label: say('Open the organization'), path: `/organizations/${change.organizationId}` },
  };
}
