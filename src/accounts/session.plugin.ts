import { Signer } from '@fastify/cookie';
import session from '@fastify/session';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import { SecretBox } from '../keys/seal.js';
import { cookieName } from '../web/cookies.js';
import { SESSION_DAYS, SessionStore } from './session.store.js';

export async function registerSessions(app: NestFastifyApplication, config: Config): Promise<void> {
  const keys = app.get(SecretBox).keys('session cookie');
  const signer = new Signer(keys.map((key) => key.toString('base64')));
  const name = cookieName(config, 'session');
  // The plugin clears cookies that an older key signed. Shown as the newest would sign them, they outlive a rotation of keys.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async ({ cookies }: FastifyRequest) => {
      const { renew, value } = signer.unsign(cookies[name] ?? '');
      if (renew && value) cookies[name] = signer.sign(value);
    });
  await app.register(session as never, {
    secret: signer,
    cookieName: name,
    cookie: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: !config.local,
      maxAge: SESSION_DAYS * 24 * 3600 * 1000,
    },
    store: app.get(SessionStore),
    saveUninitialized: false,
    rolling: false,
  });
}

/** The secret of the request's cookie, for verbs that seal keys under it. */
export const SessionSecret = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().session.sessionId,
);

/** A session under a new secret, which `begin` makes its row for: one known before sign-in is worth nothing. */
export async function renewSession(request: FastifyRequest, begin: (secret: string) => Promise<void>): Promise<void> {
  await request.session.regenerate();
  await begin(request.session.sessionId);
  await request.session.save();
}
