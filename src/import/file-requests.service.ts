import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { record } from '../audit/record.js';
import { type Letter, Letters } from '../mail/letters.js';
import { Outbox } from '../mail/outbox.service.js';
import type { ClientCurrent } from '../web/current.js';
import type { Locale } from '../web/locales.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { NotThere, refuse } from '../web/refusal.js';
import { isProviders } from './found-import.js';

const LETTER = 'import-file-asked';
const A_DAY = 3;
const DAY = 24 * 3600 * 1000;

/** A provider asks the owners of a client to import their file themselves, so that it never holds it. */
@Injectable()
export class FileRequests implements OnModuleInit {
  constructor(
    private readonly letters: Letters,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.letters.add(LETTER, asked);
  }

  async ask(current: ClientCurrent, formId: string): Promise<void> {
    if (!isProviders(current)) throw new NotThere();
    await once(current, formId, async (current) => {
      const { client, actor, provider, now } = current;
      const owners = await ownersOf(current);
      if (owners.length === 0) throw refuse(say('No owner is confirmed yet who could be asked.'));
      const names = owners.map(({ name }) => name).join(', ');
      for (const { userId, email } of owners) {
        if ((await this.sent(current, email)) >= A_DAY)
          throw refuse(say('The owner was asked today already. Wait for the answer.'));
        const ids = { organizationId: client.id, userId, asker: actor.name };
        await this.outbox.send({ db: current.db, now }, { letter: LETTER, to: email, ids, providerId: provider?.id });
      }
      await record(current, 'import.file-asked', { id: null, name: names });
      return client.id;
    });
  }

  private async sent({ db, now, provider }: ClientCurrent, email: string): Promise<number> {
    const [{ count }]: { count: string }[] = await db.query(
      'SELECT COUNT(*) AS count FROM mails WHERE provider_id = ? AND letter = ? AND address = ? AND created_at > ?',
      [provider?.id, LETTER, email, new Date(now.getTime() - DAY)],
    );
    return Number(count);
  }
}

interface Owner {
  userId: string;
  name: string;
  email: string;
}

const ownersOf = ({ db, client }: ClientCurrent): Promise<Owner[]> =>
  db.query(
    `SELECT u.id AS userId, u.name, u.email FROM members m JOIN users u ON u.id = m.user_id
     WHERE m.organization_id = ? AND m.role = 'owner' AND m.status = 'confirmed' ORDER BY u.name, u.id LIMIT 20`,
    [client.id],
  );

interface Parties {
  locale: Locale;
  timeZone: string;
  organization: string;
  provider: string;
}

async function asked(
  db: EntityManager,
  { organizationId, userId, asker }: Record<string, string>,
): Promise<Letter | undefined> {
  const [found]: Parties[] = await db.query(
    `SELECT u.locale, u.time_zone AS timeZone, o.name AS organization, p.name AS provider
     FROM users u JOIN organizations o ON o.id = ? JOIN providers p ON p.id = o.provider_id WHERE u.id = ?`,
    [organizationId, userId],
  );
  if (!found) return undefined;
  const { organization, provider } = found;
  return {
    reader: found,
    subject: say('{{organization}}: import your passwords yourself', { organization }),
    paragraphs: [
      say('{{asker}} of {{provider}} sets up {{organization}} and asks you to import your passwords.', {
        asker,
        provider,
        organization,
      }),
      say(
        'Export them from your present password manager to a file, and choose that file on the page below. You see what it holds before anything is imported.',
      ),
      say('Do not send the file to anybody. Delete it when the import is done: it holds every password in plain text.'),
    ],
    action: { label: say('Import data'), path: `/organizations/${organizationId}/import` },
  };
}
