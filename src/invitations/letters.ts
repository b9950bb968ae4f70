import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { type Letter, Letters } from '../mail/letters.js';
import type { Mail } from '../mail/mail.entity.js';
import { byClientele } from '../web/current.js';
import type { Locale } from '../web/locales.js';
import { type Message, say } from '../web/message.js';
import { Invitation } from './invitation.entity.js';
import { Troubles } from './troubles.js';

type Ids = Record<string, string>;

/** What invited people, inviters and confirmed members are written. */
@Injectable()
export class InvitationLetters implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly troubles: Troubles,
  ) {}

  onModuleInit(): void {
    const ended = {
      delivered: (db: EntityManager, mail: Mail, now: Date) => this.delivered(db, mail, now),
      refused: (db: EntityManager, mail: Mail, now: Date) => this.refused(db, mail, now),
    };
    this.letters.add('invitation', (db, ids) => invitation(db, ids, false), ended);
    this.letters.add('invitation-reminder', (db, ids) => invitation(db, ids, true), ended);
    this.letters.add('invitation-refused', (db, ids) =>
      trouble(db, ids, say('The mail server refused the invitation of {{email}}.', {})),
    );
    this.letters.add('invitation-expired', (db, ids) =>
      trouble(db, ids, say('The invitation of {{email}} has expired.', {})),
    );
    this.letters.add('invitation-taken-back', takenBack);
    this.letters.add('people-waiting', peopleWaiting);
    this.letters.add('confirmed', confirmed);
  }

  private async delivered(db: EntityManager, mail: Mail, now: Date): Promise<void> {
    await this.about(db, mail, now, async (current, member, logs) => {
      await record(
        current,
        'invitation.delivered',
        { id: member.id, name: mail.address },
        { answer: mail.answer },
        logs,
      );
    });
  }

  private async refused(db: EntityManager, mail: Mail, now: Date): Promise<void> {
    await this.about(db, mail, now, async (current, member, logs) => {
      await db.update(Invitation, { mailId: mail.id, state: 'open' }, { state: 'refused', endedAt: now });
      await this.troubles.begin(current, member, { id: logs.organizationId, providerId: logs.providerId }, 'refused');
    });
  }

  private async about(
    db: EntityManager,
    mail: Mail,
    now: Date,
    work: (
      current: ReturnType<typeof byClientele>,
      member: Member,
      logs: { organizationId: string; providerId: string },
    ) => Promise<void>,
  ): Promise<void> {
    const member = await db.findOneBy(Member, { id: mail.ids.memberId });
    const organization = member && (await db.findOneBy(Organization, { id: member.organizationId as string }));
    if (!member || !organization) return;
    await work(byClientele(db, now), member, { organizationId: organization.id, providerId: organization.providerId });
  }
}

interface About {
  email: string;
  organization: string;
  organizationId: string;
  provider: string;
  phone: string;
  inviter: string | null;
  locale: Locale;
  timeZone: string;
}

/** Everything a letter about a member says of the parties, in the client's language. */
async function about(db: EntityManager, memberId: string): Promise<About | undefined> {
  const [row]: About[] = await db.query(
    `SELECT m.email, o.name AS organization, o.id AS organizationId, p.name AS provider, p.phone, u.name AS inviter, o.locale,
      o.time_zone AS timeZone
     FROM members m JOIN organizations o ON o.id = m.organization_id JOIN providers p ON p.id = o.provider_id
     LEFT JOIN users u ON u.id = m.invited_by WHERE m.id = ?`,
    [memberId],
  );
  return row;
}

const questions = ({ provider, phone }: { provider: string; phone: string }): Message[] =>
  phone
    ? [say('Questions? Call {{provider}}: {{phone}}.', { provider, phone })]
    : [say('Questions? Ask {{provider}}.', { provider })];

async function invitation(
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
      { label: say('Invited address'), value: invitation.email },
      { label: say('Valid until'), value: say('{{date}}', { date: { day: invitation.expiresAt } }) },
    ],
    action: { label: say('Accept the invitation'), path: '/invitations/:token' },
    closing: [
      ...questions(parties),
      say('You did not expect this? Then do nothing: without your acceptance nothing happens.'),
    ],
  };
}

async function trouble(db: EntityManager, { memberId, userId }: Ids, what: Message): Promise<Letter | undefined> {
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

async function takenBack(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const place = await placeOf(db, organizationId);
  const reader = await readerOf(db, userId);
  if (!place || !reader) return undefined;
  return {
    reader,
    subject: say('{{organization}}: you were not confirmed', { organization: place.name }),
    paragraphs: [
      say(
        'You accepted an invitation to {{organization}}. {{provider}} could not match it with the person they meant and took it back.',
        {
          organization: place.name,
          provider: place.provider,
        },
      ),
      say('Your account stays; it gave you no access to anything.'),
    ],
    closing: questions(place),
  };
}

async function peopleWaiting(db: EntityManager, { providerId, userId }: Ids): Promise<Letter | undefined> {
  const reader = await readerOf(db, userId);
  const rows: { name: string; email: string }[] = await db.query(
    `SELECT o.name, m.email FROM organizations o JOIN members m ON m.organization_id = o.id AND m.status = 'accepted'
     WHERE o.provider_id = ? AND o.standing = 0 ORDER BY o.name, m.email LIMIT 50`,
    [providerId],
  );
  if (!reader || rows.length === 0) return undefined;
  return {
    reader,
    subject: say('{{count}} people wait for confirmation', { count: rows.length }),
    paragraphs: [say('They accepted their invitation and cannot open anything until you confirm them.')],
    facts: rows.map(({ name, email }) => ({ label: say('{{name}}', { name }), value: email })),
    action: { label: say('Open the Provider Portal'), path: `/providers/${providerId}/clients` },
  };
}

async function confirmed(db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> {
  const place = await placeOf(db, organizationId);
  const reader = await readerOf(db, userId);
  if (!place || !reader) return undefined;
  return {
    reader,
    subject: say('You can now open {{organization}}', { organization: place.name }),
    paragraphs: [
      say('{{provider}} confirmed you. You are an owner of {{organization}} from now on.', {
        provider: place.provider,
        organization: place.name,
      }),
    ],
    action: { label: say('Open the vault'), path: `/organizations/${organizationId}/vault` },
    closing: questions(place),
  };
}

async function placeOf(
  db: EntityManager,
  id: string,
): Promise<{ name: string; provider: string; phone: string } | undefined> {
  const [row]: { name: string; provider: string; phone: string }[] = await db.query(
    'SELECT o.name, p.name AS provider, p.phone FROM organizations o JOIN providers p ON p.id = o.provider_id WHERE o.id = ?',
    [id],
  );
  return row;
}

async function readerOf(db: EntityManager, userId: string): Promise<{ locale: Locale; timeZone: string } | undefined> {
  const [row]: { locale: Locale; timeZone: string }[] = await db.query(
    'SELECT locale, time_zone AS timeZone FROM users WHERE id = ?',
    [userId],
  );
  return row;
}
