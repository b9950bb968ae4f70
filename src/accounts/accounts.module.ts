import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Visitors } from '../web/access.guard.js';
import { AccountFollowers } from './account-followers.js';
import { Accounts } from './accounts.service.js';
import { AuthenticatorController } from './authenticator.controller.js';
import { EmailController } from './email.controller.js';
import { EmailChangeController } from './email-change.controller.js';
import { EmailChanges } from './email-changes.service.js';
import { EmailUndoController } from './email-undo.controller.js';
import { EmailUndo } from './email-undo.service.js';
import { Entrance } from './entrance.js';
import { ForgottenPasswordController } from './forgotten-password.controller.js';
import { HashingQueue } from './hashing.js';
import { KnownBrowsers } from './known-browsers.js';
import { AccountLetters } from './letters.js';
import { LinkCookies } from './link-cookies.js';
import { PasswordController } from './password.controller.js';
import { PasswordChanges } from './password-changes.service.js';
import { PasswordLinks } from './password-links.service.js';
import { PasswordStrategy } from './password-strategy.js';
import { Passwords } from './passwords.js';
import { ProfileController } from './profile.controller.js';
import { RememberedBrowsers } from './remembered-browsers.service.js';
import { RememberedCookie } from './remembered-cookie.js';
import { SessionStore } from './session.store.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { AccountSweep } from './sweep.js';
import { Throttling } from './throttling.js';
import { TwoStepController } from './two-step.controller.js';
import { TwoStep } from './two-step.service.js';
import { TwoStepCodesController } from './two-step-codes.controller.js';
import { TwoStepCodes } from './two-step-codes.service.js';
import { TwoStepLetters } from './two-step-letters.js';
import { TwoStepSignInController } from './two-step-sign-in.controller.js';
import { UnfinishedSignIns } from './unfinished-sign-ins.service.js';
import { UnlockController } from './unlock.controller.js';
import { UnlockInterceptor } from './unlock.js';

const SERVICES = [
  AccountFollowers,
  Accounts,
  Entrance,
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
    TwoStepSignInController,
    TwoStepController,
    AuthenticatorController,
    TwoStepCodesController,
  ],
  providers: [
    ...SERVICES,
    ...[AccountLetters, AccountSweep, EmailChanges, EmailUndo, PasswordChanges],
    ...[
      PasswordStrategy,
      RememberedBrowsers,
      RememberedCookie,
      TwoStep,
      TwoStepCodes,
      TwoStepLetters,
      UnfinishedSignIns,
    ],
    { provide: Visitors, useExisting: SessionStore },
    { provide: APP_INTERCEPTOR, useClass: UnlockInterceptor },
  ],
  exports: [...SERVICES, TwoStepCodes, Visitors],
})
export class AccountsModule {}
