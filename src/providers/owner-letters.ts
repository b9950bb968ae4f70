import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Deletion } from '../client-orgs/deletion.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { Suspension } from '../client-orgs/suspension.entity.js';
import { placeOf, questions, readerOf } from '../invitations/letter-parties.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { PLAN_WORDS } from './client-list.js';
import { ENTERPRISE_ONLY } from './plan-features.js';
import { Provider } from './provider.entity.js';
import { SeatChange } from './seat-change.entity.js';

type Ids = Record<string, string>;
type Said = Pick<Letter, 'subject' | 'paragraphs' | 'facts'>;
type Place = NonNullable<Awaited<ReturnType<typeof placeOf>>>;

/** What the owners of a client are written when its provider suspends it, changes its plan or deletes it. */
@Injectable()
export class OwnerLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('client-deleted', deleted);
    this.letters.add('client-deletion-asked', aboutClient(deletionAsked));
    this.letters.add('client-deletion-called-off', aboutClient(deletionCalledOff));
    this.letters.add('client-plan-changed', aboutClient(planChanged));
    this.letters.add('client-suspended', aboutClient(suspended));
    this.letters.add('client-reactivated', aboutClient(reactivated));
  }
}

/** A letter in the owner's language about a client that is still there, with its Overview as the button. */
const aboutClient =
  (words: (db: EntityManager, place: Place, organizationId: string) => Promise<Said | undefined>) =>
  async (db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> => {
    const place = await placeOf(db, { organizationId });
    const reader = await readerOf(db, userId);
    const said = place && reader && (await words(db, place, organizationId));
    if (!said) return undefined;
    const action = { label: say('Open the organization'), path: `/organizations/${organizationId}` };
    return { reader, ...said, action, closing: questions(place) };
  };

async function deletionAsked(db: EntityManager, { name, provider }: Place, organizationId: string) {
  const found = await db.findOneBy(Deletion, { organizationId });
  if (!found) return undefined;
  const day = { day: found.dueAt };
  return {
    subject: say('{{name}} will be deleted on {{day}}', { name, day }),
    paragraphs: [
      say('{{by}} of {{provider}} asked to delete {{name}}.', { by: found.askedBy, provider, name }),
      say('Until {{day}} nothing is deleted, and the provider can call it off. Take out what you need.', {
        day,
      }),
      say('After that members, collections and items are gone for good. Nobody can bring them back.'),
    ],
  };
}

async function deletionCalledOff(db: EntityManager, { name, provider }: Place, organizationId: string) {
  if (await db.existsBy(Deletion, { organizationId })) return undefined;
  return {
    subject: say('{{name}} is not deleted', { name }),
    paragraphs: [say('{{provider}} called off the deletion of {{name}}. Everything stays.', { provider, name })],
  };
}

/** Of the client itself nothing is left by then: the provider's ledger has its name. */
async function deleted(db: EntityManager, { changeId, userId }: Ids): Promise<Letter | undefined> {
  const change = await db.findOneBy(SeatChange, { id: changeId });
  const provider = change && (await db.findOneBy(Provider, { id: change.providerId }));
  const reader = await readerOf(db, userId);
  if (!provider || !reader) return undefined;
  const name = change.clientName ?? '';
  return {
    reader,
    subject: say('{{name}} is deleted', { name }),
    paragraphs: [say('The members, collections and items of {{name}} are gone. Your own account stays.', { name })],
    closing: questions({ provider: provider.name, phone: provider.phone }),
  };
}

async function planChanged(db: EntityManager, { name, provider }: Place, organizationId: string) {
  const { plan, seats: count } = await db.findOneByOrFail(Organization, { id: organizationId });
  const losses = plan === 'teams' ? [say('Teams is without: {{features}}.', { features: ENTERPRISE_ONLY })] : [];
  return {
    subject: say('{{name}} has another plan', { name }),
    paragraphs: [
      say('{{provider}} changed the plan of {{name}} to {{plan}}.', { provider, name, plan: PLAN_WORDS[plan] }),
      say('The {{count}} seats, the members and the vault stay as they are.', { count }),
      ...losses,
    ],
  };
}

async function suspended(db: EntityManager, { name, provider }: Place, organizationId: string) {
  const found = await db.findOneBy(Suspension, { organizationId });
  if (!found) return undefined;
  return {
    subject: say('{{name}} is suspended', { name }),
    paragraphs: [
      say('{{provider}} suspended {{name}}. The vault is closed to all members; nothing is deleted.', {
        provider,
        name,
      }),
    ],
    facts: [
      { label: say('Reason'), value: found.reason },
      { label: say('By'), value: found.suspendedBy },
    ],
  };
}

async function reactivated(db: EntityManager, { name, provider }: Place, organizationId: string) {
  if (await db.existsBy(Suspension, { organizationId })) return undefined;
  return {
    subject: say('{{name}} is active again', { name }),
    paragraphs: [say('{{provider}} reactivated {{name}}. Everything is as it was.', { provider, name })],
  };
}
