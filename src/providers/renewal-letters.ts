import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { User } from '../accounts/user.entity.js';
import { type Letter, Letters } from '../mail/letters.js';
import { say } from '../web/message.js';
import { Provider } from './provider.entity.js';

type Ids = Record<string, string>;

/** What is written when somebody's keys were renewed, or what could renew them. */
@Injectable()
export class RenewalLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('keys-renewed', toPerson);
    this.letters.add('member-keys-renewed', toMembers);
    this.letters.add('recovery-code-made', codeMade);
  }
}

async function toPerson(db: EntityManager, { userId }: Ids): Promise<Letter | undefined> {
  const user = await db.findOneBy(User, { id: userId });
  if (!user) return undefined;
  return {
    reader: user,
    subject: say('A new master password was set for your account'),
    paragraphs: [
      say('{{name}}, a new master password was set with a link mailed to this address. All sessions have ended.', {
        name: user.name,
      }),
      say(
        'Your keys are new too. Where you have to be confirmed again, those who can do it were told; nothing is lost.',
      ),
      say('Was it not you? Tell your provider and whoever runs this server at once: somebody else reads your mail.'),
    ],
    action: { label: say('See where you are signed in'), path: '/account/sessions' },
  };
}

async function toMembers(db: EntityManager, { renewedId, userId, code }: Ids): Promise<Letter | undefined> {
  const [reader, renewed] = [await db.findOneBy(User, { id: userId }), await db.findOneBy(User, { id: renewedId })];
  if (!reader || !renewed) return undefined;
  const { name, email } = renewed;
  return {
    reader,
    subject: say('{{name}} set a new master password', { name }),
    paragraphs: [
      say('It was done with a mailed link, and made new keys. All sessions of {{name}} have ended.', { name }),
      code
        ? say(
            "The provider's recovery code was used: {{name}} stays confirmed, and the code has given way to a new one.",
            {
              name,
            },
          )
        : say('{{name}} opens nothing until a provider admin compares the words and confirms again.', { name }),
    ],
    facts: [{ label: say('Account'), value: say('{{email}}', { email }) }],
    closing: [
      say('Did {{name}} not do this? Then somebody else reads their mail: do not confirm, and call them.', { name }),
    ],
  };
}

async function codeMade(db: EntityManager, { providerId, userId, by }: Ids): Promise<Letter | undefined> {
  const [reader, provider] = [
    await db.findOneBy(User, { id: userId }),
    await db.findOneBy(Provider, { id: providerId }),
  ];
  if (!reader || !provider) return undefined;
  const { name } = provider;
  return {
    reader,
    subject: say('A new recovery code of {{name}} was made', { name }),
    paragraphs: [say('{{by}} made it. The code before, on whatever paper, opens nothing any more.', { by })],
    action: { label: say('Open the event log'), path: `/providers/${providerId}/events` },
    closing: [
      say('Is {{by}} not the one who did this? Make another code in the settings, and tell whoever runs this server.', {
        by,
      }),
    ],
  };
}
