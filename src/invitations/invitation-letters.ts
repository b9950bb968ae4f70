import type { EntityManager } from 'typeorm';
import type { Letter } from '../mail/letters.js';
import { type Message, say } from '../web/message.js';
import { Invitation } from './invitation.entity.js';
import { about, questions, readerOf } from './letter-parties.js';

type Ids = Record<string, string>;

/** The invitation itself, and its reminder. */
export async function invitation(
  db: EntityManager,
  { invitationId, memberId }: Ids,
  reminder: boolean,
): Promise<Letter | undefined> {
  const invitation = await db.findOneBy(Invitation, { id: invitationId, state: 'open' });
  const parties = await about(db, memberId);
  if (!invitation || !parties) return undefined;
  const { organization, provider, inviter } = parties;
  return {
    reader: parties,
    fromName: provider,
    subject: reminder
      ? say('Reminder: become an owner of {{organization}}', { organization })
      : say('{{provider}} invites you to become an owner of {{organization}}', { provider, organization }),
    paragraphs: [
      inviter
        ? say('{{inviter}} of {{provider}} set up {{organization}} and invites you to join it as an owner.', {
            inviter,
            provider,
            organization,
          })
        : say('{{provider}} set up {{organization}} and invites you to join it as an owner.', {
            provider,
            organization,
          }),
      say('It is where your company keeps its passwords. Owners decide who gets in.'),
      say(
        'What happens next: you accept and choose your own master password; {{provider}} then checks with you by telephone that it is you, and confirms you.',
        { provider },
      ),
    ],
    facts: [
      { label: say('Invited address'), value: say('{{email}}', { email: invitation.email }) },
      { label: say('Valid until'), value: say('{{date}}', { date: { day: invitation.expiresAt } }) },
    ],
    action: { label: say('Accept the invitation'), path: '/invitations/:token' },
    closing: [
      ...questions(parties),
      say('You did not expect this? Then do nothing: without your acceptance nothing happens.'),
    ],
  };
}

/** Tells the inviter why somebody has not got in. */
export async function trouble(
  db: EntityManager,
  { memberId, userId }: Ids,
  what: Message,
): Promise<Letter | undefined> {
  const parties = await about(db, memberId);
  const reader = parties && (await readerOf(db, userId));
  if (!parties || !reader) return undefined;
  const { organization, organizationId, email } = parties;
  return {
    reader,
    subject: say('{{organization}}: the owner has not got in yet', { organization }),
    paragraphs: [{ ...what, values: { email } }, say('Send it again, or to another address.')],
    action: { label: say('Open {{organization}}', { organization }), path: `/organizations/${organizationId}` },
  };
}
