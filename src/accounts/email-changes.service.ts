import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { isDuplicate, transaction } from '../database/transaction.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import { Mail } from '../mail/mail.entity.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse, refuseField } from '../web/refusal.js';
import { AccountFollowers } from './account-followers.js';
import { asPerson } from './as-person.js';
import { EmailChange } from './email-change.entity.js';
import { deadChange } from './email-links.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

const HOUR = 3600 * 1000;
const LINK_HOURS = 24;
const UNDO_HOURS = 72;
const ASKED_A_DAY = 5;
const WRITE = { mode: 'pessimistic_write' } as const;

/** A change whose link was opened, with the account that asked for it. */
export interface OpenChange {
  change: EmailChange;
  user: User;
}

/** A new address counts once the link mailed to it is opened and the master password typed. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
    private readonly followers: AccountFollowers,
  ) {}

  /** What waits for its link to be opened; an address that belongs to somebody else seems to wait too. */
  pending({ db, now, person }: PersonCurrent): Promise<EmailChange | null> {
    const where = { userId: person.id, state: In(['asked', 'taken']), expiresAt: MoreThan(now) };
    return db.findOne(EmailChange, { where, order: { createdAt: 'DESC' } });
  }

  /** Mails the link. Whether the address belongs to another account shows nowhere but in that account's mail. */
  async ask(current: PersonCurrent, email: string): Promise<void> {
    const { person, now } = current;
    if (email === person.email) throw refuseField('email', say('This is your address already.'));
    const day = { userId: person.id, createdAt: MoreThan(new Date(now.getTime() - 24 * HOUR)) };
    if ((await current.db.countBy(EmailChange, day)) >= ASKED_A_DAY) {
      throw refuse(say('You asked for this {{times}} times today. Try again tomorrow.', { times: ASKED_A_DAY }));
    }
    const token = randomToken();
    const change = { id: uuid(), userId: person.id, oldEmail: person.email, newEmail: email, createdAt: now };
    const expiresAt = new Date(now.getTime() + LINK_HOURS * HOUR);
    await transaction(current, async (current) => {
      const holder = await current.db.findOne(User, { select: { id: true }, where: { email } });
      await this.replace(current, { userId: person.id, state: In(['asked', 'taken']) });
      const mailId = await this.outbox.send(current, {
        ...(holder
          ? { letter: 'email-taken', ids: { userId: holder.id } }
          : {
              letter: 'email-change',
              ids: { changeId: change.id },
              token,
              providerId: person.providers[0]?.provider.id,
            }),
        ...{ to: email, expiresAt },
      });
      const state = holder ? 'taken' : 'asked';
      await current.db.insert(EmailChange, { ...change, tokenHash: tokenHash(token), state, mailId, expiresAt });
      const addresses = { old: person.email, new: email };
      await record(current, 'email-change.asked', person, addresses, { userId: person.id });
    });
  }

  /** @throws Ended for a dead link, saying what to do; NotThere for one that never was */
  async find(current: Current, token?: string): Promise<OpenChange> {
    const change = token ? await current.db.findOneBy(EmailChange, { tokenHash: tokenHash(token) }) : null;
    if (!change || change.state === 'taken') throw new NotThere();
    const user = await current.db.findOneByOrFail(User, { id: change.userId });
    const stale = change.state === 'asked' && user.email !== change.oldEmail;
    if (change.state !== 'asked' || stale || change.expiresAt <= current.now) {
      throw await deadChange(current, stale ? { ...change, state: 'replaced' } : change, user);
    }
    return { change, user };
  }

  /** The address counts; the old one is told, and can undo. Every other session ends. Of two tries at once, one wins. */
  async make(current: Current, { change, user }: OpenChange): Promise<void> {
    const { id, oldEmail, newEmail } = change;
    const undo = randomToken();
    const expiresAt = new Date(current.now.getTime() + UNDO_HOURS * HOUR);
    const won = await transaction(asPerson(current, user), async (current) => {
      const { email } = await current.db.findOneOrFail(User, { where: { id: user.id }, lock: WRITE });
      const open = { id, state: 'asked', expiresAt: MoreThan(current.now) } as const;
      const changed = { state: 'changed', changedAt: current.now, undoHash: tokenHash(undo), expiresAt } as const;
      if (email !== oldEmail || !(await current.db.update(EmailChange, open, changed)).affected) return false;
      await this.move(current, user.id, newEmail);
      const providerId = await this.endMail(current, change);
      const told = { letter: 'email-changed', to: oldEmail, ids: { changeId: id }, token: undo, expiresAt, providerId };
      await current.db.update(EmailChange, { id }, { mailId: await this.outbox.send(current, told) });
      await this.sessions.endAll(current, user.id, current.person?.id === user.id ? current.session?.id : undefined);
      await record(current, 'email.changed', user, { old: oldEmail, new: newEmail }, { userId: user.id });
      return true;
    });
    if (!won) throw await deadChange(current, { ...change, state: 'changed' }, user);
  }

  /** Gives an account another address. @throws Refusal when that has become another account's */
  async move({ db }: Current, id: string, email: string): Promise<void> {
    await db.update(User, { id }, { email }).catch((error) => {
      throw isDuplicate(error)
        ? refuse(say('Another account has got {{email}} meanwhile. Nothing was changed.', { email }))
        : error;
    });
    await this.followers.tell(db, await db.findOneByOrFail(User, { id }));
  }

  /** Kills these changes' links. The mail to the owner of a taken address has none, and goes out all the same. */
  async replace(current: Current, ...which: FindOptionsWhere<EmailChange>[]): Promise<void> {
    for (const change of await current.db.findBy(EmailChange, which)) {
      await current.db.update(EmailChange, { id: change.id }, { state: 'replaced' });
      if (change.state !== 'taken') await this.endMail(current, change);
    }
  }

  /** The link in the change's mail is dead. @returns in whose Outbox that mail stands */
  async endMail(current: Current, { mailId }: EmailChange): Promise<string | undefined> {
    await this.outbox.cancel(current, mailId);
    return (await current.db.findOneByOrFail(Mail, { id: mailId })).providerId ?? undefined;
  }
}
