import { Injectable } from '@nestjs/common';
import { IsNull, Like, MoreThan, Not } from 'typeorm';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotThere, refuse, SignInNeeded } from '../web/refusal.js';
import { browserOf } from './agent.js';
import { asPerson } from './as-person.js';
import type { Keyring } from './keyring.js';
import { RememberedBrowser } from './remembered-browser.entity.js';
import { Session } from './session.entity.js';
import { END_AFTER_IDLE, SESSION_DAYS, sessionRowId } from './session.store.js';
import { User } from './user.entity.js';
import type { Verified } from './verified.js';

const DAY = 24 * 3600 * 1000;
const LISTED = 100;
/** So much of a row's id names a session in an address, and only among the person's own: 64 bits. */
const HANDLE = 16;

/** A session as its owner sees it. */
interface ListedSession extends Pick<Session, 'agent' | 'ip' | 'createdAt' | 'seenAt'> {
  handle: string;
  isThis: boolean;
}

interface Entering {
  /** How the browser calls itself. */
  agent: string;
  /** Nobody signed in to this account here before: the person is told. */
  newBrowser: boolean;
}

/** The browsers in which a person is signed in. */
@Injectable()
export class Sessions {
  constructor(private readonly outbox: Outbox) {}

  /**
   * A session with the keyring sealed under the secret of its cookie.
   * @param verified the account as it was when the password was found right: no session begins with one whose password or
   *   two-step login was changed meanwhile
   */
  begin(current: Current, secret: string, { user, keyring }: Verified, { agent, newBrowser }: Entering): Promise<void> {
    const { now, ip } = current;
    const id = sessionRowId(secret);
    return transaction(asPerson(current, user), async (current) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const { id: userId, email, passwordHash } = user;
      const asFound = { id: userId, passwordHash, twoStepSeed: user.twoStepSeed ?? IsNull() };
      if (!(await current.db.findOne(User, { select: { id: true }, where: asFound, lock }))) {
        throw refuse(say('The master password or two-step login was changed a moment ago. Sign in again.'));
      }
      await current.db.insert(Session, {
        ...{ id, userId, keyring: keyring.sealFor(secret, id), ip },
        ...{ createdAt: now, seenAt: now, passwordAt: now, expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY) },
        agent,
      });
      if (!newBrowser) return record(current, 'sign-in.done', user, {}, { userId });
      await record(current, 'sign-in.new-browser', user, { browser: browserOf(agent) }, { userId });
      const ids = { userId, agent, ip, at: now.toISOString() };
      await this.outbox.send(current, { letter: 'new-browser', to: email, ids });
    });
  }

  /** The password was typed again in this session. @throws SignInNeeded when the session was ended meanwhile */
  async unlock({ db, now, session: { id } }: PersonCurrent, secret: string, keyring: Keyring): Promise<void> {
    const sealed = keyring.sealFor(secret, id);
    const { affected } = await db.update(Session, { id }, { keyring: sealed, passwordAt: now, seenAt: now });
    if (!affected) throw new SignInNeeded();
  }

  signOut(current: PersonCurrent): Promise<void> {
    return transaction(current, async (current) => {
      await current.db.delete(Session, { id: current.session.id });
      await record(current, 'sign-out.done', current.person, {}, { userId: current.person.id });
    });
  }

  /** The last seen first. */
  async list({ db, now, person, session }: PersonCurrent): Promise<ListedSession[]> {
    const sessions = await db.find(Session, {
      select: { id: true, agent: true, ip: true, createdAt: true, seenAt: true },
      where: {
        userId: person.id,
        expiresAt: MoreThan(now),
        seenAt: MoreThan(new Date(now.getTime() - END_AFTER_IDLE)),
      },
      order: { seenAt: 'DESC', id: 'ASC' },
      take: LISTED,
    });
    return sessions.map(({ id, ...shown }) => ({ ...shown, handle: id.slice(0, HANDLE), isThis: id === session.id }));
  }

  /** @returns whether it was the one that asked */
  async end(current: PersonCurrent, handle: string): Promise<boolean> {
    if (!/^[0-9a-f]{16}$/.test(handle)) throw new NotThere();
    await transaction(current, async (current) => {
      const own = { id: Like(`${handle}%`), userId: current.person.id };
      const found = await current.db.findOne(Session, { select: { id: true, agent: true, ip: true }, where: own });
      if (!found) throw new NotThere();
      await current.db.delete(Session, own);
      const { agent, ip } = found;
      await record(current, 'session.ended', current.person, { agent, ip }, { userId: current.person.id });
    });
    return current.session.id.startsWith(handle);
  }

  endOthers(current: PersonCurrent): Promise<void> {
    return transaction(current, async (current) => {
      await current.db.delete(Session, { userId: current.person.id, id: Not(current.session.id) });
      await record(current, 'sessions.ended', current.person, {}, { userId: current.person.id });
    });
  }

  /** And no browser is remembered any more. In the caller's transaction. @param except the session that stays */
  async endAll({ db }: Pick<Current, 'db'>, userId: string, except?: string): Promise<void> {
    await db.delete(Session, { userId, ...(except && { id: Not(except) }) });
    await db.delete(RememberedBrowser, { userId });
  }
}
