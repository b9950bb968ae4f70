import type { FastifyRequest } from 'fastify';
import { Authenticator } from 'passport';
import type { Strategy } from 'passport-strategy';

/** Runs a Passport strategy from a handler: what it finds is returned, a wrong password is a refusal like any other. */
export function authenticate<Found>(strategy: Strategy, request: FastifyRequest): Promise<Found> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, found?: Found | false) => {
      if (error) reject(error);
      else if (found) resolve(found);
      else reject(new Error('the strategy found nobody and gave no reason'));
    };
    const middleware = new Authenticator()
      .use('strategy', strategy)
      .authenticate('strategy', { session: false }, answer);
    middleware(request, {}, reject);
  });
}
