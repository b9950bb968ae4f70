import { Controller, Get, Header, Param, Post } from '@nestjs/common';
import { CurrentVisitor, Public } from '../web/access.js';
import type { Current } from '../web/current.js';
import { Secret } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { refuseField } from '../web/refusal.js';
import { EmailChanges } from './email-changes.service.js';
import { KnownBrowsers } from './known-browsers.js';
import { LinkCookies } from './link-cookies.js';
import { SignIn } from './sign-in.service.js';
import { Throttling } from './throttling.js';

const LINK = 'email-change';

class PasswordForm {
  @Secret(say('Type your master password.')) password: string;
}

/** The pages behind the link that the new address was mailed; signed in or not. Only the form changes anything. */
@Controller('account/email')
export class EmailChangeController {
  constructor(
    private readonly changes: EmailChanges,
    private readonly signIn: SignIn,
    private readonly throttling: Throttling,
    private readonly browsers: KnownBrowsers,
    private readonly cookies: LinkCookies,
  ) {}

  @Get('changes/:token')
  @Public()
  async open(@CurrentVisitor() current: Current, @Param('token') token: string, @Http() { reply }: Exchange) {
    await this.throttling.link(current, () => this.changes.find(current, token));
    this.cookies.keep(reply, LINK, token);
    return seeOther('/account/email/change');
  }

  @Get('change')
  @Public()
  @Header('Cache-Control', 'no-store')
  async show(@CurrentVisitor() current: Current, @Http() { request }: Exchange) {
    const { change, user } = await this.changes.find(current, this.cookies.read(request, LINK));
    return page('accounts/email-change', { change, name: user.name });
  }

  @Post('change')
  @Public()
  @OnRefusal('show')
  async create(@CurrentVisitor() current: Current, @Form() { password }: PasswordForm, @Http() http: Exchange) {
    const { request, reply } = http;
    const open = await this.changes.find(current, this.cookies.read(request, LINK));
    const { email } = open.user;
    const wrong = refuseField('password', say('This is not the master password of that account.'));
    const known = this.browsers.of(request, email);
    const { user } = await this.signIn.verify(current, email, password, known, wrong);
    await this.changes.make(current, { ...open, user });
    this.cookies.forget(reply, LINK);
    const { newEmail } = open.change;
    this.browsers.remember(request, reply, newEmail);
    return seeOther(
      current.person?.id === user.id ? '/account/email' : '/sign-in',
      say('Your address is {{email}} from now on. The old one was told and can undo this for 72 hours.', {
        email: newEmail,
      }),
    );
  }
}
