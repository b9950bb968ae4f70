import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Visitors } from '../web/access.guard.js';
import { Accounts } from './accounts.service.js';
import { HashingQueue } from './hashing.js';
import { KnownBrowsers } from './known-browsers.js';
import { LinkCookies } from './link-cookies.js';
import { Passwords } from './passwords.js';
import { SessionStore } from './session.store.js';
import { Sessions } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { Throttling } from './throttling.js';
import { UnlockInterceptor } from './unlock.js';

const SERVICES = [
  Accounts,
  HashingQueue,
  KnownBrowsers,
  LinkCookies,
  Passwords,
  SessionStore,
  Sessions,
  SignIn,
  Throttling,
];

@Global()
@Module({
  controllers: [SignInController],
  providers: [
    ...SERVICES,
    { provide: Visitors, useExisting: SessionStore },
    { provide: APP_INTERCEPTOR, useClass: UnlockInterceptor },
  ],
  exports: [...SERVICES, Visitors],
})
export class AccountsModule {}
