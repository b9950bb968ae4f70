import type { EntityManager } from 'typeorm';
import type { Letter } from '../mail/letters.js';
import { type Message, say } from '../web/message.js';
import { Invitation } from './invitation.entity.js';
import { type About, about, questions, readerOf } from './letter-parties.js';

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
  const { subject, again, paragraphs } =
    parties.role === 'owner' && !parties.owners ? toFirstOwner(parties) : toMember(parties);
  const { inviter, byProvider, provider, organization } = parties;
  const ofCustomer = inviter && !byProvider;
  return {
    reader: parties,
    fromName: ofCustomer ? organization : provider,
    subject: reminder ? again : subject,
    paragraphs,
    facts: [
      { label: say('Invited address'), value: say('{{email}}', { email: invitation.email }) },
      { label: say('Valid until'), value: say('{{date}}', { date: { day: invitation.expiresAt } }) },
    ],
    action: { label: say('Accept the invitation'), path: '/invitations/:token' },
    closing: [
      ...questions(ofCustomer ? { provider: inviter, phone: '' } : parties),
      say('You did not expect this? Then do nothing: without your acceptance nothing happens.'),
    ],
  };
}

interface Words extends Pick<Letter, 'subject' | 'paragraphs'> {
  /** The subject of the reminder. */
  again: Message;
}

/** The provider hands the organization over to the person who is to own it. */
const toFirstOwner = ({ organization, provider, inviter }: About): Words => ({
  subject: say('{{provider}} invites you to become an owner of {{organization}}', { provider, organization }),
  again: say('Reminder: become an owner of {{organization}}', { organization }),
  paragraphs: [
    inviter
      ? say('{{inviter}} of {{provider}} set up {{organization}} and invites you to join it as an owner.', {
          ...{ inviter, provider, organization },
        })
      : say('{{provider}} set up {{organization}} and invites you to join it as an owner.', { provider, organization }),
    say('It is where your company keeps its passwords. Owners decide who gets in.'),
    say(
      'What happens next: you accept and choose your own master password; {{provider}} then checks with you by telephone that it is you, and confirms you.',
      { provider },
    ),
  ],
});

const toMember = ({ organization, inviter }: About): Words => ({
  subject: say('{{organization}}: you are invited', { organization }),
  again: say('Reminder: {{organization}} has invited you', { organization }),
  paragraphs: [
    inviter
      ? say('{{inviter}} invites you to {{organization}}.', { inviter, organization })
      : say('You are invited to {{organization}}.', { organization }),
    say('It is where your company keeps its passwords.'),
    say(
      'What happens next: you accept and choose your own master password; then somebody compares two words with you, to know that it is you, and confirms you.',
    ),
  ],
});

/** Tells the inviter why somebody has not got in. */
export async function trouble(
  db: EntityManager,
  { memberId, userId }: Ids,
  what: Message,
): Promise<Letter | undefined> {
  const parties = await about(db, memberId);
  const reader = parties && (await readerOf(db, userId));
  if (!parties || !reader) return undefined;
  const { organization, organizationId, email, role } = parties;
  const place = `/organizations/${organizationId}`;
  const label = say('Open {{organization}}', { organization });
  const again = say('Send it again, or to another address.');
  if (role === 'owner') {
    const subject = say('{{organization}}: the owner has not got in yet', { organization });
    return { reader, subject, paragraphs: [{ ...what, values: { email } }, again], action: { label, path: place } };
  }
  return {
    reader,
    subject: say('{{organization}}: {{email}} has not got in yet', { organization, email }),
    paragraphs: [
      { ...what, values: { email } },
      again,
      say('The list of members says whether it is the only one; you are not mailed about the next for an hour.'),
    ],
    action: { label, path: `${place}/members?tab=invited` },
  };
}
