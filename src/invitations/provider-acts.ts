import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Member } from '../client-orgs/member.entity.js';
import { managedRoles, ROLE_WORDS } from '../client-orgs/member-rules.js';
import { OwnerMail } from '../client-orgs/owner-mail.js';
import { type Letter, Letters } from '../mail/letters.js';
import type { ClientCurrent } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import type { OrganizationRole } from '../web/rights.js';
import { placeOf, questions, readerOf } from './letter-parties.js';

const NAMED = 50;

type Ranked = Pick<Member, 'id' | 'role'>;

/**
 * Tells every confirmed owner what their provider did to who gets in (design §4): confirmed or restored
 * somebody, or gave the role Owner or Admin.
 * Somebody whose own membership allows it acts as that member.
 */
@Injectable()
export class ProviderActs implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly owners: OwnerMail,
  ) {}

  onModuleInit(): void {
    this.letters.add(
      'provider-confirmed',
      aboutMembers((provider) => ({
        subject: say('{{provider}} confirmed people', { provider }),
        text: say('They can open the vault from now on. Who of the provider did it stands in the event log.'),
      })),
    );
    this.letters.add(
      'provider-restored',
      aboutMembers((provider) => ({
        subject: say('{{provider}} restored people', { provider }),
        text: say(
          'They were revoked and can open the vault again. Who of the provider did it stands in the event log.',
        ),
      })),
    );
    this.letters.add(
      'provider-gave-role',
      aboutMembers((provider) => ({
        subject: say('{{provider}} gave the role of owner or admin', { provider }),
        text: say('Owners and admins decide who gets in. Who of the provider did it stands in the event log.'),
      })),
    );
  }

  confirmed(current: ClientCurrent, members: Ranked[]): Promise<void> {
    return this.tell(current, 'provider-confirmed', members);
  }

  /** @param members to whom the key came back */
  restored(current: ClientCurrent, members: Ranked[]): Promise<void> {
    return this.tell(current, 'provider-restored', members);
  }

  /** @param members with the roles they are given; those that are neither owner nor admin are not told of */
  gaveRole(current: ClientCurrent, members: Ranked[]): Promise<void> {
    const high = members.filter(({ role }) => role === 'owner' || role === 'admin');
    return this.tell(current, 'provider-gave-role', high);
  }

  private async tell(current: ClientCurrent, letter: string, members: Ranked[]): Promise<void> {
    const own: readonly string[] = managedRoles({ membership: current.membership });
    const told = members.filter(({ role }) => !own.includes(role)).map(({ id }) => id);
    if (told.length === 0) return;
    const ids = { organizationId: current.client.id, memberIds: told.slice(0, NAMED).join(' ') };
    await this.owners.send(current, current.client, letter, { ...ids, count: String(told.length) });
  }
}

const aboutMembers =
  (words: (provider: string) => { subject: Message; text: Message }) =>
  async (db: EntityManager, { organizationId, memberIds, count, userId }: Record<string, string>) => {
    const [place, reader] = [await placeOf(db, { organizationId }), await readerOf(db, userId)];
    const people: { name: string; email: string; role: OrganizationRole }[] = await db.query(
      `SELECT COALESCE(u.name, m.email) AS name, COALESCE(u.email, m.email) AS email, m.role
       FROM members m LEFT JOIN users u ON u.id = m.user_id WHERE m.id IN (?) ORDER BY name, m.id`,
      [memberIds.split(' ')],
    );
    if (!place || !reader || people.length === 0) return undefined;
    const { subject, text } = words(place.provider);
    const left = Number(count) - people.length;
    const letter: Letter = {
      reader,
      subject: say('{{organization}}: {{what}}', { organization: place.name, what: subject }),
      paragraphs: [text, ...(left > 0 ? [say('And {{count}} more.', { count: left })] : [])],
      facts: people.map(({ name, email, role }) => ({
        label: say('{{name}}', { name }),
        value: say('{{email}}, {{role}}', { email, role: ROLE_WORDS[role] }),
      })),
      action: { label: say('Open the event log'), path: `/organizations/${organizationId}/events` },
      closing: questions(place),
    };
    return letter;
  };
