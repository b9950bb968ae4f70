import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { Ended, NotThere } from '../web/refusal.js';
import { PasswordLink } from './password-link.entity.js';
import { Throttling } from './throttling.js';
import { User } from './user.entity.js';

const HOUR = 3600 * 1000;
const MAILS_A_DAY = 5;

/** A link that was opened, with the account that it is for. */
export interface OpenPasswordLink {
  link: PasswordLink;
  user: User;
}

const AGAIN = say('Ask for a new one on the page where you sign in.');
const WHY_DEAD: Record<string, [heading: Message, explanation: Message]> = {
  used: [say('This link was used already'), say('Sign in with the master password that was set with it.')],
  replaced: [
    say('This link is no longer valid'),
    say('Another link was used meanwhile. Sign in with the master password that was set with it.'),
  ],
  moved: [say('This link is no longer valid'), AGAIN],
  open: [say('This link has expired'), AGAIN],
};

/** One-time links for people who forgot their master password: one hour, one use; opening one changes nothing. */
@Injectable()
export class PasswordLinks {
  constructor(
    private readonly outbox: Outbox,
    private readonly throttling: Throttling,
  ) {}

  /**
   * Mails a link, by the same statements whether the address has an account or not: without one, the letter is found to have
   * nothing to say when it is due. Who asked again today for the sixth time is not told either. Strangers take nothing from whom the
   * address belongs to: links that are open stay open, and browsers that signed in to the account before have their own five.
   */
  async ask(current: Current, email: string, known: boolean): Promise<void> {
    const token = randomToken();
    const expiresAt = new Date(current.now.getTime() + HOUR);
    await transaction(current, async (current) => {
      // its row holds up others who ask for this address
      await this.throttling.toll(current, 'forgotten password', known ? `${email} known` : email);
      const today = { email, known, createdAt: MoreThan(new Date(current.now.getTime() - 24 * HOUR)) };
      if ((await current.db.countBy(PasswordLink, today)) >= MAILS_A_DAY) return;
      const user = await current.db.findOne(User, { select: { id: true }, where: { email } });
      const id = uuid();
      // In no provider's Outbox: its admins are not the ones who may open it.
      const letter = { letter: 'forgotten-password', to: email, ids: { linkId: id } };
      const mailId = await this.outbox.send(current, { ...letter, token, expiresAt });
      await current.db.insert(PasswordLink, {
        ...{ id, userId: user?.id ?? null, email, tokenHash: tokenHash(token), state: 'open', mailId },
        ...{ known, createdAt: current.now, expiresAt },
      });
    });
  }

  /** @throws Ended for a dead link, saying what to do; NotThere for one that never was */
  async find(current: Current, token?: string): Promise<OpenPasswordLink> {
    const link = token ? await current.db.findOneBy(PasswordLink, { tokenHash: tokenHash(token) }) : null;
    if (!link?.userId) throw new NotThere();
    const user = await current.db.findOneByOrFail(User, { id: link.userId });
    const moved = link.state === 'open' && link.email !== user.email;
    if (link.state !== 'open' || moved || link.expiresAt <= current.now) {
      const state = moved ? 'moved' : link.state;
      await record(current, 'password-link.dead-link-opened', user, { state }, { userId: user.id });
      throw new Ended(...WHY_DEAD[state]);
    }
    return { link, user };
  }

  /**
   * Uses it up, and with it all others of the account, in the transaction that does what it is for. Of two at once, one wins.
   * @throws Ended for the other
   */
  async use(current: Current, { link, user }: OpenPasswordLink): Promise<void> {
    const { email } = await current.db.findOneOrFail(User, {
      where: { id: user.id },
      lock: { mode: 'pessimistic_write' },
    });
    const open = { id: link.id, state: 'open', expiresAt: MoreThan(current.now) } as const;
    const { affected } = await current.db.update(PasswordLink, open, { state: 'used' });
    if (!affected) throw new Ended(...WHY_DEAD.used);
    if (email !== link.email) throw new Ended(...WHY_DEAD.moved);
    const others = await current.db.findBy(PasswordLink, { userId: user.id, state: 'open' });
    for (const { id } of others) await current.db.update(PasswordLink, { id }, { state: 'replaced' });
    for (const { mailId } of [link, ...others]) await this.outbox.cancel(current, mailId);
  }
}
