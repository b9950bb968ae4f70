import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { In, MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { CONFIG, type Config } from '../config.js';
import { transaction } from '../database/transaction.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import { readCookie, setCookie } from '../web/cookies.js';
import type { Current, PersonCurrent } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { NotThere } from '../web/refusal.js';
import { browserOf } from './agent.js';
import { asPerson } from './as-person.js';
import { RememberedBrowser } from './remembered-browser.entity.js';
import type { User } from './user.entity.js';

const COOKIE = 'remembered';
const KEPT_SECONDS = 30 * 24 * 3600;
/** Accounts that one browser is remembered for. */
const ACCOUNTS = 5;
const LISTED = 100;

/** Browsers in which an account's password is enough for 30 days; they end with the password, and with two-step login. */
@Injectable()
export class RememberedBrowsers {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async has({ request }: Pick<Exchange, 'request'>, userId: string): Promise<boolean> {
    const tokens = this.tokens(request);
    if (tokens.length === 0) return false;
    const { db, now } = request.current as Current;
    return db.existsBy(RememberedBrowser, { userId, tokenHash: In(tokens.map(tokenHash)), expiresAt: MoreThan(now) });
  }

  async remember({ request, reply }: Exchange, user: User): Promise<void> {
    const token = randomToken();
    const agent = (request.headers['user-agent'] ?? '').slice(0, 200);
    await transaction(asPerson(request.current as Current, user), async (current) => {
      const { now: createdAt, ip } = current;
      const expiresAt = new Date(createdAt.getTime() + KEPT_SECONDS * 1000);
      const row = { id: uuid(), userId: user.id, tokenHash: tokenHash(token), agent, ip, createdAt, expiresAt };
      await current.db.insert(RememberedBrowser, row);
      await record(current, 'browser.remembered', user, { browser: browserOf(agent) }, { userId: user.id });
    });
    const tokens = [token, ...this.tokens(request)].slice(0, ACCOUNTS);
    setCookie(reply, this.config, COOKIE, tokens.join(' '), KEPT_SECONDS);
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

  private tokens(request: FastifyRequest): string[] {
    return readCookie(request, this.config, COOKIE)?.split(' ') ?? [];
  }
}
