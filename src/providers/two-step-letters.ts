import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { Provider } from './provider.entity.js';

type Ids = Record<string, string>;

/** What provider members are written when two-step login is required of them, or no more. */
@Injectable()
export class TwoStepRequirementLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('two-step-required', required);
    this.letters.add('two-step-not-required', notRequired);
  }
}

async function required(db: EntityManager, { providerId, userId }: Ids): Promise<Letter | undefined> {
  const [provider, reader] = [
    await db.findOneBy(Provider, { id: providerId }),
    await db.findOneBy(User, { id: userId }),
  ];
  if (!provider || !reader || reader.twoStepAt || !provider.requiresTwoStep) return undefined;
  const { name } = provider;
  return {
    reader,
    subject: say('{{name}} requires two-step login', { name }),
    paragraphs: [
      say(
        'At your next sign-in you set up an authenticator app. It takes two minutes, and until then nothing else opens.',
      ),
      say('Have your phone at hand, with an authenticator app on it; any will do.'),
    ],
    action: { label: say('Set up two-step login'), path: '/account/two-step/authenticator/new' },
  };
}

async function notRequired(db: EntityManager, { providerId, userId, byName }: Ids): Promise<Letter | undefined> {
  const [provider, reader] = [
    await db.findOneBy(Provider, { id: providerId }),
    await db.findOneBy(User, { id: userId }),
  ];
  if (!provider || !reader) return undefined;
  const { name } = provider;
  return {
    reader,
    subject: say('{{name}} requires two-step login no more', { name }),
    paragraphs: [
      say('{{by}} changed this. Provider members can switch their two-step login off from now on.', { by: byName }),
    ],
    action: { label: say('Open the settings'), path: `/providers/${providerId}/settings` },
  };
}
