import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { tokenHash } from '../keys/tokens.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { EmailChange } from './email-change.entity.js';
import { EmailChanges, type OpenChange } from './email-changes.service.js';
import { deadUndo } from './email-links.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

const WRITE = { mode: 'pessimistic_write' } as const;

/** The old address's way back, by its link alone: who changed the address against its owner's will knows the password. */
@Injectable()
export class EmailUndo {
  constructor(
    private readonly changes: EmailChanges,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Ended for a dead link, saying what to do; NotThere for one that never was */
  async find(current: Current, token?: string): Promise<OpenChange> {
    const change = token ? await current.db.findOneBy(EmailChange, { undoHash: tokenHash(token) }) : null;
    if (!change) throw new NotThere();
    const user = await current.db.findOneByOrFail(User, { id: change.userId });
    if (change.state !== 'changed' || change.expiresAt <= current.now) throw await deadUndo(current, change, user);
    return { change, user };
  }

  /** The old address counts again, whatever it was changed to since; later changes can neither be made nor undone. */
  async make(current: Current, { change, user }: OpenChange): Promise<void> {
    const { id, userId, oldEmail, changedAt } = change;
    const won = await transaction(current, async (current) => {
      const { email } = await current.db.findOneOrFail(User, { where: { id: userId }, lock: WRITE });
      const open = { id, state: 'changed', expiresAt: MoreThan(current.now) } as const;
      if (!(await current.db.update(EmailChange, open, { state: 'undone' })).affected) return false;
      const later = { userId, state: 'changed', changedAt: MoreThan(changedAt as Date) } as const;
      await this.changes.replace(current, { userId, state: In(['asked', 'taken']) }, later);
      await this.changes.move(current, userId, oldEmail);
      await this.sessions.endAll(current, userId);
      await record(current, 'email.change-undone', user, { old: email, new: oldEmail }, { userId });
      const told = { ids: { changeId: id }, providerId: await this.changes.endMail(current, change) };
      await this.outbox.send(current, { ...told, letter: 'email-undone', to: oldEmail });
      if (email !== oldEmail) await this.outbox.send(current, { ...told, letter: 'email-left', to: email });
      return true;
    });
    if (!won) throw await deadUndo(current, { ...change, state: 'undone' }, user);
  }
}
