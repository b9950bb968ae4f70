import { Controller, Get, Post } from '@nestjs/common';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { Email, SameAs, Secret } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { EmailChanges } from './email-changes.service.js';
import { SessionSecret } from './session.plugin.js';
import { SignIn } from './sign-in.service.js';

class EmailForm {
  @Email(say('Type your new email address.')) email: string;
  @SameAs('email', say('Type the same address twice.'))
  @Email(say('Type your new email address again.'))
  emailAgain: string;
  @Secret(say('Type your master password.')) currentPassword: string;
}

@Controller('account/email')
export class EmailController {
  constructor(
    private readonly signIn: SignIn,
    private readonly changes: EmailChanges,
  ) {}

  @Get()
  @SignedIn()
  async new(@CurrentPerson() current: PersonCurrent) {
    return page('accounts/email', { pending: await this.changes.pending(current) });
  }

  @Post()
  @SignedIn()
  @OnRefusal('new')
  async create(@CurrentPerson() current: PersonCurrent, @Form() form: EmailForm, @SessionSecret() secret: string) {
    await this.signIn.again(current, secret, form.currentPassword, 'currentPassword');
    await this.changes.ask(current, form.email);
    return seeOther('/account/email'); // where it now says what to do
  }
}
