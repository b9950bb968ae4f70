import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Member } from '../client-orgs/member.entity.js';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { membersOf, type Place, providerOf } from '../client-orgs/place.js';
import { type Letter, Letters } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import { type Message, say } from '../web/message.js';
import type { Chosen } from './chosen-members.js';
import { placeOf, questions, readerOf } from './letter-parties.js';

type Ids = Record<string, string>;
type Said = Pick<Letter, 'subject' | 'paragraphs'>;

/** What a member is told of the own membership, by what was done. */
const TOLD: Record<'revoked' | 'restored' | 'removed' | 'left', (organization: string) => Said> = {
  revoked: (organization) => ({
    subject: say('Your access to {{organization}} is revoked', { organization }),
    paragraphs: [say('You cannot open it at the moment. What you were given there is kept and can be restored.')],
  }),
  restored: (organization) => ({
    subject: say('Your access to {{organization}} is restored', { organization }),
    paragraphs: [say('Your membership is as it was before it was revoked.')],
  }),
  removed: (organization) => ({
    subject: say('You are no longer a member of {{organization}}', { organization }),
    paragraphs: [say('Your membership was removed, with what it gave you there. Your own account stays.')],
  }),
  left: (organization) => ({
    subject: say('You left {{organization}}', { organization }),
    paragraphs: [say('Your membership is gone, with what it gave you there. Your own account stays.')],
  }),
};

/** Tells members, those who have an account, what becomes of their membership. */
@Injectable()
export class MemberMail implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    for (const [what, words] of Object.entries(TOLD))
      this.letters.add(
        `member-${what}`,
        about(async (_, name) => words(name)),
      );
    this.letters.add('member-role-changed', about(roleChanged));
  }

  async tell(
    current: Place,
    what: keyof typeof TOLD | 'role-changed',
    members: Pick<Chosen, 'id' | 'userId' | 'address'>[],
  ): Promise<void> {
    const [place, providerId] = [membersOf(current), providerOf(current)];
    const mails = members.flatMap(({ id: memberId, userId, address: to }) =>
      userId ? [{ letter: `member-${what}`, to, ids: { ...place, memberId, userId }, providerId }] : [],
    );
    await this.outbox.sendAll(current, mails);
  }
}

const about =
  (words: (db: EntityManager, name: string, memberId: string) => Promise<Said | undefined>) =>
  async (db: EntityManager, { memberId, userId, ...ids }: Ids): Promise<Letter | undefined> => {
    const [place, reader] = [await placeOf(db, ids), await readerOf(db, userId)];
    const said = place && reader && (await words(db, place.name, memberId));
    return said && { reader, ...said, closing: questions(place) };
  };

async function roleChanged(db: EntityManager, organization: string, id: string): Promise<Said | undefined> {
  const member = await db.findOneBy(Member, { id });
  if (!member) return undefined;
  const role: Message = ROLE_WORDS[member.role];
  return {
    subject: say('Your role in {{organization}} has changed', { organization }),
    paragraphs: [say('It is now: {{role}}.', { role })],
  };
}
