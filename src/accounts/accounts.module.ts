import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Visitors } from '../web/access.guard.js';
import { AccountFollowers } from './account-followers.js';
import { Accounts } from './accounts.service.js';
import { EmailController } from './email.controller.js';
import { EmailChangeController } from './email-change.controller.js';
import { EmailChanges } from './email-changes.service.js';
import { EmailUndoController } from './email-undo.controller.js';
import { EmailUndo } from './email-undo.service.js';
import { ForgottenPasswordController } from './forgotten-password.controller.js';
import { HashingQueue } from './hashing.js';
import { KnownBrowsers } from './known-browsers.js';
import { AccountLetters } from './letters.js';
import { LinkCookies } from './link-cookies.js';
import { PasswordController } from './password.controller.js';
import { PasswordChanges } from './password-changes.service.js';
import { PasswordLinks } from './password-links.service.js';
import { Passwords } from './passwords.js';
import { ProfileController } from './profile.controller.js';
import { SessionStore } from './session.store.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { AccountSweep } from './sweep.js';
import { Throttling } from './throttling.js';
import { UnlockController } from './unlock.controller.js';
import { UnlockInterceptor } from './unlock.js';

const SERVICES = [
  AccountFollowers,
  Accounts,
  HashingQueue,
  KnownBrowsers,
  LinkCookies,
  PasswordLinks,
  Passwords,
  SessionStore,
  Sessions,
  SignIn,
  Throttling,
];

@Global()
@Module({
  controllers: [
    SignInController,
    ForgottenPasswordController,
    UnlockController,
    ProfileController,
    EmailController,
    EmailChangeController,
    EmailUndoController,
    PasswordController,
    SessionsController,
  ],
  providers: [
    ...SERVICES,
    ...[AccountLetters, AccountSweep, EmailChanges, EmailUndo, PasswordChanges],
    { provide: Visitors, useExisting: SessionStore },
    { provide: APP_INTERCEPTOR, useClass: UnlockInterceptor },
  ],
  exports: [...SERVICES, Visitors],
})
export class AccountsModule {}
