import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { record } from '../audit/record.js';
import type { Current } from '../web/current.js';
import { normalizedEmail } from '../web/fields.js';
import { say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import { authenticate } from './authenticate.js';
import { Keyring } from './keyring.js';
import { KnownBrowsers } from './known-browsers.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import { Throttling } from './throttling.js';
import { User } from './user.entity.js';

interface SignedIn {
  user: User;
  keyring: Keyring;
}

/** Signing in with address and master password, through Passport's local strategy. */
@Injectable()
export class SignIn {
  private readonly strategy = new Strategy(
    { usernameField: 'email', passReqToCallback: true },
    (request, email, password, done) => {
      const { current } = request as unknown as FastifyRequest;
      const known = this.browsers.of(request as unknown as FastifyRequest, normalizedEmail(email));
      this.verify(current as Current, normalizedEmail(email), password, known).then((found) => done(null, found), done);
    },
  );

  constructor(
    private readonly passwords: Passwords,
    private readonly throttling: Throttling,
    private readonly sessions: Sessions,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** Begins a session. @throws Refusal in the same words whether the account is there or not */
  async begin(request: FastifyRequest, reply: FastifyReply): Promise<User> {
    const { user, keyring } = await authenticate<SignedIn>(this.strategy, request);
    await this.sessions.open(request, user, keyring);
    this.browsers.remember(request, reply, user.email);
    await record(asPerson(request.current as Current, user), 'sign-in.done', user, {}, { userId: user.id });
    return user;
  }

  /** The password of the account with this address, throttled. */
  async verify(current: Current, email: string, password: string, knownBrowser?: string): Promise<SignedIn> {
    try {
      await this.throttling.check(current, email, knownBrowser);
    } catch (error) {
      await record(current, 'sign-in.throttled', { id: null, name: email });
      throw error;
    }
    const user = await current.db.findOneBy(User, { email });
    const keyring = await this.passwords.open(user, password);
    if (user && keyring) return { user, keyring };
    await this.throttling.failed(current, email, knownBrowser);
    await record(current, 'sign-in.failed', { id: user?.id ?? null, name: email }, {}, { userId: user?.id });
    throw new Refusal(say('This address and master password do not belong together. Check both and try again.'));
  }
}

export const asPerson = (current: Current, user: User): Current => ({
  ...current,
  actor: { id: user.id, name: user.name },
  capacity: 'person',
});
