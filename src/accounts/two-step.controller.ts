import { Controller, Delete, Get, Param } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { Secret, Text } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { page, seeOther } from '../web/page.js';
import { browserOf } from './agent.js';
import { RememberedBrowsers } from './remembered-browsers.service.js';
import { SessionSecret } from './session.plugin.js';
import { SignIn } from './sign-in.service.js';
import { TwoStep } from './two-step.service.js';
import { TwoStepCodes } from './two-step-codes.service.js';

/** What a change of two-step login asks for, besides what it changes. */
export class ProofForm {
  @Secret(say('Type your master password.')) currentPassword: string;
  @NeverShownAgain() @Text({ max: 50, required: say('Type the code.') }) code: string;
}

const PATH = '/account/two-step';

/** Two-step login of one's own account, and the browsers in which no code is asked for. */
@Controller('account/two-step')
export class TwoStepController {
  constructor(
    private readonly twoStep: TwoStep,
    private readonly codes: TwoStepCodes,
    private readonly browsers: RememberedBrowsers,
    private readonly signIn: SignIn,
  ) {}

  @Get()
  @SignedIn()
  async show(@CurrentPerson() current: PersonCurrent) {
    const { id, twoStepAt } = await this.twoStep.mine(current);
    if (!twoStepAt) return page('accounts/two-step-off');
    const browsers = await this.browsers.list(current);
    return page('accounts/two-step', {
      ...{ since: twoStepAt, left: await this.codes.left(current, id) },
      browsers: browsers.map((one) => ({ ...one, browser: browserOf(one.agent) })),
      requiring: current.person.providers.filter(({ provider }) => provider.requiresTwoStep),
    });
  }

  @Delete()
  @SignedIn()
  @OnRefusal('show')
  async destroy(@CurrentPerson() current: PersonCurrent, @Form() form: ProofForm, @SessionSecret() secret: string) {
    await this.signIn.again(current, secret, form.currentPassword, 'currentPassword');
    await this.twoStep.switchOff(current, form.code);
    return seeOther(PATH, say('Two-step login is off. You are signed out everywhere but here.'));
  }

  @Delete('browsers')
  @SignedIn()
  async forgetAll(@CurrentPerson() current: PersonCurrent) {
    await this.browsers.forgetAll(current);
    return seeOther(PATH, say('No browser is remembered any more.'));
  }

  @Delete('browsers/:browserId')
  @SignedIn()
  async forget(@CurrentPerson() current: PersonCurrent, @Param('browserId') id: string) {
    await this.browsers.forget(current, id);
    return seeOther(PATH, say('The browser is asked for a code again.'));
  }
}
