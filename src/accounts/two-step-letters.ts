import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Letter, Letters } from '../mail/letters.js';
import { type Message, say } from '../web/message.js';
import { browserOf } from './agent.js';
import { User } from './user.entity.js';

type Ids = Record<string, string>;

const NOT_YOU = say('Was it not you? Change your master password at once, and tell whoever runs this server.');
const LOOK = { label: say('See your two-step login'), path: '/account/two-step' };

/** What people are written when the way in which they sign in changes, or somebody comes in by a new one. */
@Injectable()
export class TwoStepLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    const add = (name: string, subject: Message, explanation: Message) =>
      this.letters.add(name, aboutUser(subject, explanation));
    add(
      'two-step-set-up',
      say('Two-step login is on'),
      say(
        'Signing in to your account takes a code of your authenticator app from now on. All other sessions have ended.',
      ),
    );
    add(
      'two-step-moved',
      say('Two-step login uses another app'),
      say('The codes of the app that you used before are worth nothing any more. All other sessions have ended.'),
    );
    add(
      'two-step-switched-off',
      say('Two-step login is off'),
      say('Your master password alone is enough to sign in from now on. All other sessions have ended.'),
    );
    add(
      'two-step-codes-made',
      say('New recovery codes were made'),
      say('The recovery codes of your two-step login that were made before are worth nothing any more.'),
    );
    add(
      'two-step-code-used',
      say('A recovery code was used'),
      say('Somebody typed a recovery code in place of a code of your authenticator app. It works no second time.'),
    );
    this.letters.add('new-browser', newBrowser);
  }
}

const aboutUser =
  (subject: Message, explanation: Message) =>
  async (db: EntityManager, { userId }: Ids) => {
    const user = await db.findOneBy(User, { id: userId });
    if (!user) return undefined;
    return { reader: user, subject, paragraphs: [explanation], action: LOOK, closing: [NOT_YOU] };
  };

async function newBrowser(db: EntityManager, { userId, agent, ip, at }: Ids): Promise<Letter | undefined> {
  const user = await db.findOneBy(User, { id: userId });
  if (!user) return undefined;
  return {
    reader: user,
    subject: say('Your account was opened in a new browser'),
    paragraphs: [say('{{name}}, somebody signed in as you where nobody had done so before.', { name: user.name })],
    facts: [
      { label: say('Browser'), value: browserOf(agent) },
      { label: say('Address'), value: ip },
      { label: say('When'), value: say('{{when}}', { when: new Date(at) }) },
    ],
    action: { label: say('See where you are signed in'), path: '/account/sessions' },
    closing: [NOT_YOU],
  };
}
