import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { SameAs, Secret } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { refuseField } from '../web/refusal.js';
import { PasswordChanges } from './password-changes.service.js';
import { SessionSecret } from './session.plugin.js';
import { SignIn } from './sign-in.service.js';

class PasswordForm {
  @Secret(say('Type your present master password.')) currentPassword: string;
  @Secret(say('Choose a master password.')) password: string;
  @SameAs('password', say('Type the same password twice.'))
  @Secret(say('Type the master password again.'))
  passwordAgain: string;
}

@Controller('account/password')
export class PasswordController {
  constructor(
    private readonly signIn: SignIn,
    private readonly changes: PasswordChanges,
  ) {}

  @Get()
  @SignedIn()
  edit() {
    return page('accounts/password');
  }

  @Patch()
  @SignedIn()
  @OnRefusal('edit')
  async update(
    @CurrentPerson() current: PersonCurrent,
    @Form() { currentPassword, password }: PasswordForm,
    @SessionSecret() secret: string,
  ) {
    this.changes.check(current, password);
    const present = await this.signIn.again(current, secret, currentPassword, 'currentPassword');
    if (password === currentPassword) {
      throw refuseField('password', say('This is the master password that you have. Choose another one.'));
    }
    await this.changes.make(current, present, password);
    return seeOther(
      '/account/password',
      say('Your master password is changed. You stay signed in here; everywhere else it has to be typed.'),
    );
  }
}
