import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import type { Current } from '../web/current.js';
import { normalizedEmail } from '../web/fields.js';
import { authenticate } from './authenticate.js';
import { KnownBrowsers } from './known-browsers.js';
import { SignIn } from './sign-in.service.js';
import type { Verified } from './verified.js';

/** Passport's local strategy, for the form of the sign-in page. */
@Injectable()
export class PasswordStrategy {
  private readonly strategy = new Strategy(
    { usernameField: 'email', passReqToCallback: true },
    (incoming, typed, password, done) => {
      const request = incoming as unknown as FastifyRequest;
      const email = normalizedEmail(typed);
      const known = this.browsers.of(request, email);
      this.signIn.verify(request.current as Current, email, password, known).then((found) => done(null, found), done);
    },
  );

  constructor(
    private readonly signIn: SignIn,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** Address and password as the form has them. @throws Refusal in the same words whether the account is there or not */
  typed(request: FastifyRequest): Promise<Verified> {
    return authenticate<Verified>(this.strategy, request);
  }
}
