import { Controller, Get, Post } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { LinkCookies } from './link-cookies.js';
import { ownPath } from './own-path.js';
import { SessionSecret } from './session.plugin.js';
import { SignIn } from './sign-in.service.js';
import { ProofForm } from './two-step.controller.js';
import { TwoStep } from './two-step.service.js';

/** The cookie in which new codes wait, sealed, to be shown. */
export const TWO_STEP_CODES = 'two-step-codes';

class BackForm {
  @Optional(2000) back?: string;
}

/** The ten recovery codes: shown after they were made, until the person has kept them. */
@Controller('account/two-step/recovery-codes')
export class TwoStepCodesController {
  constructor(
    private readonly twoStep: TwoStep,
    private readonly signIn: SignIn,
    private readonly cookies: LinkCookies,
  ) {}

  @Get()
  @SignedIn()
  show(@CurrentPerson() { person }: PersonCurrent, @Http() { request }: Exchange, @Query() query: BackForm = {}) {
    const [id, ...codes] = this.cookies.read(request, TWO_STEP_CODES)?.split(' ') ?? [];
    if (id === person.id) return page('accounts/two-step-codes', { codes, values: { back: query.back } });
    return person.twoStep ? page('accounts/two-step-codes-new') : seeOther('/account/two-step');
  }

  /** Ten new ones; those before are worth nothing from then on. */
  @Post()
  @SignedIn()
  @OnRefusal('asked')
  async create(
    @CurrentPerson() current: PersonCurrent,
    @Form() form: ProofForm,
    @SessionSecret() secret: string,
    @Http() { reply }: Exchange,
  ) {
    await this.signIn.again(current, secret, form.currentPassword, 'currentPassword');
    const codes = await this.twoStep.renewCodes(current, form.code);
    this.cookies.keep(reply, TWO_STEP_CODES, `${current.person.id} ${codes.join(' ')}`);
    return seeOther('/account/two-step/recovery-codes?back=/account/two-step');
  }

  @Post('receipt')
  @SignedIn()
  receipt(@Form() { back }: BackForm, @Http() { reply }: Exchange) {
    this.cookies.forget(reply, TWO_STEP_CODES);
    return seeOther(ownPath(back), say('Two-step login is on, and your recovery codes are kept.'));
  }

  asked() {
    return page('accounts/two-step-codes-new');
  }
}
