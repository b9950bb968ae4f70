import { Controller, Get, Post } from '@nestjs/common';
import { newSeed, totpAddress } from '../keys/totp.js';
import { BeforeTwoStep, CurrentPerson } from '../web/access.js';
import { askingForTwoStep, type PersonCurrent } from '../web/current.js';
import { Optional, Text } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { page, seeOther } from '../web/page.js';
import { refuse } from '../web/refusal.js';
import { LinkCookies } from './link-cookies.js';
import { ownPath } from './own-path.js';
import { qrImage } from './qr.js';
import { TwoStep } from './two-step.service.js';
import { TWO_STEP_CODES } from './two-step-codes.controller.js';
import { NeedsPassword } from './unlock.js';

/** The cookie in which a seed waits, sealed, for its first code. */
const SEED = 'authenticator';

class BackQuery {
  @Optional(2000) back?: string;
}

class AuthenticatorForm extends BackQuery {
  @NeverShownAgain() @Text({ max: 20, required: say('Type the code that the app shows.') }) code: string;
  @NeverShownAgain() @Optional(50) presentCode = '';
}

/** The authenticator app: a seed is shown, and counts once the app has shown a code of it. Also what a provider insists on first. */
@Controller('account/two-step/authenticator')
export class AuthenticatorController {
  constructor(
    private readonly twoStep: TwoStep,
    private readonly cookies: LinkCookies,
  ) {}

  @Get('new')
  @BeforeTwoStep()
  new(@CurrentPerson() current: PersonCurrent, @Http() { request, reply }: Exchange, @Query() query: BackQuery = {}) {
    const { id, email, twoStep } = current.person;
    const seed = this.waiting(current, request) ?? newSeed();
    this.cookies.keep(reply, SEED, `${id} ${seed}`);
    return page('accounts/authenticator', {
      heading: twoStep ? say('Use another app') : say('Set up two-step login'),
      ...{ qr: qrImage(totpAddress(seed, 'Clientele', email)), groups: seed.match(/.{4}/g) },
      ...{ asking: askingForTwoStep(current.person), has: twoStep, values: { back: query.back } },
    });
  }

  @Post()
  @BeforeTwoStep()
  @NeedsPassword()
  @OnRefusal('new')
  async create(@CurrentPerson() current: PersonCurrent, @Form() form: AuthenticatorForm, @Http() http: Exchange) {
    const { request, reply } = http;
    const seed = this.waiting(current, request);
    if (!seed) throw refuse(say('This page was open for too long. Scan the code that it shows now.'));
    const codes = await this.twoStep.setUp(current, seed, form.code, form.presentCode);
    this.cookies.forget(reply, SEED);
    if (codes.length === 0) return seeOther('/account/two-step', say('Your codes come from the new app from now on.'));
    this.cookies.keep(reply, TWO_STEP_CODES, `${current.person.id} ${codes.join(' ')}`);
    return seeOther(`/account/two-step/recovery-codes?back=${encodeURIComponent(ownPath(form.back))}`);
  }

  /** The seed that this person was shown last. */
  private waiting({ person }: PersonCurrent, request: Exchange['request']): string | undefined {
    const [id, seed] = this.cookies.read(request, SEED)?.split(' ') ?? [];
    return id === person.id ? seed : undefined;
  }
}
