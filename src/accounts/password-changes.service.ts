import { Injectable } from '@nestjs/common';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';
import type { Verified } from './verified.js';

/** Another master password: it wraps the same user key, so that everything it opens stays open. */
@Injectable()
export class PasswordChanges {
  constructor(
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Refusal at the field `password` when the password breaks the rules */
  check({ person }: PersonCurrent, password: string): void {
    const providers = person.providers.map(({ provider }) => provider.name);
    const organizations = person.organizations.map(({ organization }) => organization.name);
    this.passwords.check(password, [person.name, person.email, ...providers, ...organizations]);
  }

  /** @param present account and keys as the present password opened them; of two changes at once, one is made */
  async make(current: PersonCurrent, { user, keyring }: Verified, password: string): Promise<void> {
    const changed = await this.passwords.change(user, keyring, password);
    await transaction(current, async (current) => {
      const { id, passwordHash } = user;
      const { affected } = await current.db.update(User, { id, passwordHash }, changed);
      if (!affected)
        throw refuse(say('Your master password was changed elsewhere a moment ago. Nothing was changed here.'));
      await this.sessions.endAll(current, id, current.session.id);
      await record(current, 'password.changed', user, {}, { userId: id });
      await this.outbox.send(current, { letter: 'password-changed', to: user.email, ids: { userId: id } });
    });
  }
}
