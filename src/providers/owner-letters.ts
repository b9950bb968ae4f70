import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Organization } from '../client-orgs/organization.entity.js';
import { Suspension } from '../client-orgs/suspension.entity.js';
import { placeOf, questions, readerOf } from '../invitations/letter-parties.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { PLAN_WORDS } from './client-list.js';
import { ENTERPRISE_ONLY } from './plan-features.js';

type Ids = Record<string, string>;
type Said = Pick<Letter, 'subject' | 'paragraphs' | 'facts'>;
type Place = NonNullable<Awaited<ReturnType<typeof placeOf>>>;

/** What the owners of a client are written when its provider suspends it, changes its plan or deletes it. */
@Injectable()
export class OwnerLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('client-plan-changed', aboutClient(planChanged));
    this.letters.add('client-suspended', aboutClient(suspended));
    this.letters.add('client-reactivated', aboutClient(reactivated));
  }
}

/** A letter in the owner's language about a client that is still there, with its Overview as the button. */
const aboutClient =
  (words: (db: EntityManager, place: Place, organizationId: string) => Promise<Said | undefined>) =>
  async (db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> => {
    const place = await placeOf(db, organizationId);
    const reader = await readerOf(db, userId);
    const said = place && reader && (await words(db, place, organizationId));
    if (!said) return undefined;
    const action = { label: say('Open the organization'), path: `/organizations/${organizationId}` };
    return { reader, ...said, action, closing: questions(place) };
  };

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
