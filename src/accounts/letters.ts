import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { record } from '../audit/record.js';
import { type Letter, Letters } from '../mail/letters.js';
import type { Mail } from '../mail/mail.entity.js';
import { byClientele } from '../web/current.js';
import { say } from '../web/message.js';
import { EmailChange } from './email-change.entity.js';
import { PasswordLink } from './password-link.entity.js';
import { User } from './user.entity.js';

type Ids = Record<string, string>;

/** What people are written about their own account. */
@Injectable()
export class AccountLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('email-change', aboutChange(asked));
    this.letters.add('email-changed', aboutChange(changed));
    this.letters.add('email-undone', aboutChange(undone));
    this.letters.add('email-left', aboutChange(left));
    this.letters.add('email-taken', aboutUser(taken));
    this.letters.add('password-changed', aboutUser(passwordChanged));
    this.letters.add('forgotten-password', forgotten, { delivered: linkSent });
  }
}

const aboutUser = (words: (user: User) => Letter) => async (db: EntityManager, ids: Ids) => {
  const user = await db.findOneBy(User, { id: ids.userId });
  return user ? words(user) : undefined;
};

const aboutChange = (words: (change: EmailChange, user: User) => Letter) => async (db: EntityManager, ids: Ids) => {
  const change = await db.findOneBy(EmailChange, { id: ids.changeId });
  const user = change && (await db.findOneBy(User, { id: change.userId }));
  return user ? words(change, user) : undefined;
};

/** Nothing for an address without an account. */
async function forgotten(db: EntityManager, { linkId }: Ids): Promise<Letter | undefined> {
  const link = await db.findOneBy(PasswordLink, { id: linkId });
  const user = link?.userId ? await db.findOneBy(User, { id: link.userId }) : null;
  if (!link || !user) return undefined;
  return {
    reader: user,
    subject: say('Set a new master password'),
    paragraphs: [
      say('{{name}}, somebody said that they forgot the master password of your account.', { name: user.name }),
      say('The link leads to a page where a new one is set. It works once. Opening it changes nothing.'),
    ],
    facts: [{ label: say('Valid until'), value: say('{{when}}', { when: link.expiresAt }) }],
    action: { label: say('Set a new master password'), path: '/key-renewal/:token' },
    closing: [say('It was not you? Then do nothing: your master password stays as it is.')],
  };
}

/** Written when it has gone out, not when it is asked for: that takes the same statements for an address without an account. */
async function linkSent(db: EntityManager, { ids }: Mail, now: Date): Promise<void> {
  const link = await db.findOneBy(PasswordLink, { id: ids.linkId });
  const user = link?.userId ? await db.findOneBy(User, { id: link.userId }) : null;
  if (user) await record(byClientele(db, now), 'password-link.sent', user, {}, { userId: user.id });
}

const asked = ({ newEmail, expiresAt }: EmailChange, user: User): Letter => ({
  reader: user,
  subject: say('Confirm your new email address'),
  paragraphs: [
    say('{{name}} asked to sign in to Clientele with this address from now on.', { name: user.name }),
    say('It counts once you open the link and type the master password. Until then nothing changes.'),
  ],
  facts: [
    { label: say('New address'), value: say('{{email}}', { email: newEmail }) },
    { label: say('Valid until'), value: say('{{when}}', { when: expiresAt }) },
  ],
  action: { label: say('Confirm this address'), path: '/account/email/changes/:token' },
  closing: [say('You did not ask for this? Then do nothing: without the master password nothing happens.')],
});

const changed = ({ oldEmail, newEmail, expiresAt }: EmailChange, user: User): Letter => ({
  reader: user,
  subject: say('Your email address was changed'),
  paragraphs: [
    say('{{name}}, you sign in to Clientele with another address from now on.', { name: user.name }),
    say('Was it you? Then there is nothing to do.'),
    say('Was it not you? Put the old address back at once. No password is needed; all sessions end.'),
  ],
  facts: [
    { label: say('Old address'), value: say('{{email}}', { email: oldEmail }) },
    { label: say('New address'), value: say('{{email}}', { email: newEmail }) },
    { label: say('Can be undone until'), value: say('{{when}}', { when: expiresAt }) },
  ],
  action: { label: say('Put the old address back'), path: '/account/email/undo/:token' },
});

const undone = ({ oldEmail }: EmailChange, user: User): Letter => ({
  reader: user,
  subject: say('Your old email address is back'),
  paragraphs: [
    say('You sign in to Clientele with {{email}} again. All sessions have ended.', { email: oldEmail }),
    say('Whoever changed the address knew your master password. Sign in and choose another one now.'),
  ],
  action: { label: say('Change the master password'), path: '/account/password' },
});

const left = (_: EmailChange, user: User): Letter => ({
  reader: user,
  subject: say('A change of email address was undone'),
  paragraphs: [
    say('This address was to be the one with which {{name}} signs in to Clientele.', { name: user.name }),
    say('The old address has undone that. All sessions have ended.'),
  ],
});

const taken = (user: User): Letter => ({
  reader: user,
  subject: say('Somebody tried to use your email address'),
  paragraphs: [
    say('Somebody with another account asked to sign in to Clientele with {{email}}.', { email: user.email }),
    say('It is the address of your account, so nothing was changed and they were not told.'),
  ],
  closing: [say('You need not do anything. Was it you? Then sign in with this address: you have an account with it.')],
});

const passwordChanged = (user: User): Letter => ({
  reader: user,
  subject: say('Your master password was changed'),
  paragraphs: [
    say('{{name}}, your master password for Clientele was changed, and all other sessions have ended.', {
      name: user.name,
    }),
    say('Was it not you? Tell whoever runs this server at once: somebody else knew your master password.'),
  ],
  action: { label: say('See where you are signed in'), path: '/account/sessions' },
});
