import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { browserOf } from './agent.js';
import { asPerson } from './as-person.js';
import { RememberedBrowser } from './remembered-browser.entity.js';
import { REMEMBERED_SECONDS } from './remembered-cookie.js';
import type { User } from './user.entity.js';

const LISTED = 100;

/** Browsers in which an account's password is enough for 30 days; they end with the password, and with two-step login. */
@Injectable()
export class RememberedBrowsers {
  /** Whether one of the browser's tokens is this account's. */
  async has({ db, now }: Current, userId: string, tokens: string[]): Promise<boolean> {
    if (tokens.length === 0) return false;
    return db.existsBy(RememberedBrowser, { userId, tokenHash: In(tokens.map(tokenHash)), expiresAt: MoreThan(now) });
  }

  /** @returns the token that the browser keeps */
  async remember(current: Current, user: User, agent: string): Promise<string> {
    const token = randomToken();
    await transaction(asPerson(current, user), async (current) => {
      const { now: createdAt, ip } = current;
      const expiresAt = new Date(createdAt.getTime() + REMEMBERED_SECONDS * 1000);
      const row = { id: uuid(), userId: user.id, tokenHash: tokenHash(token), agent, ip, createdAt, expiresAt };
      await current.db.insert(RememberedBrowser, row);
      await record(current, 'browser.remembered', user, { browser: browserOf(agent) }, { userId: user.id });
    });
    return token;
  }

  /** The newest first. */
  list({ db, now, person }: PersonCurrent): Promise<RememberedBrowser[]> {
    const mine = { userId: person.id, expiresAt: MoreThan(now) };
    return db.find(RememberedBrowser, { where: mine, order: { id: 'DESC' }, take: LISTED });
  }

  forget(current: PersonCurrent, id: string): Promise<void> {
    return transaction(current, async (current) => {
      const mine = { id, userId: current.person.id };
      const found = await current.db.findOneBy(RememberedBrowser, mine);
      if (!found) throw new NotThere();
      await current.db.delete(RememberedBrowser, mine);
      const { person } = current;
      await record(current, 'browser.forgotten', person, { browser: browserOf(found.agent) }, { userId: person.id });
    });
  }

  forgetAll(current: PersonCurrent): Promise<void> {
    return transaction(current, async (current) => {
      await current.db.delete(RememberedBrowser, { userId: current.person.id });
      await record(current, 'browsers.forgotten', current.person, {}, { userId: current.person.id });
    });
  }
}
