import session from '@fastify/session';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config.js';
import { SecretBox } from '../keys/seal.js';
import { cookieName } from '../web/cookies.js';
import { SESSION_DAYS, SessionStore } from './session.store.js';

export async function registerSessions(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(session as never, {
    secret: app
      .get(SecretBox)
      .keys('session cookie')
      .map((key) => key.toString('base64')),
    cookieName: cookieName(config, 'session'),
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
