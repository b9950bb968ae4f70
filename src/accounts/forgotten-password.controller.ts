import { Controller, Get, Post } from '@nestjs/common';
import { CurrentVisitor, Public } from '../web/access.js';
import type { Current } from '../web/current.js';
import { Email } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { KnownBrowsers } from './known-browsers.js';
import { PasswordLinks } from './password-links.service.js';

class AddressForm {
  @Email(say('Type your email address.')) email: string;
}

/** Asks for the link; what it leads to stands with the keys that are renewed, in `providers/key-renewal`. */
@Controller('forgotten-password')
export class ForgottenPasswordController {
  constructor(
    private readonly links: PasswordLinks,
    private readonly browsers: KnownBrowsers,
  ) {}

  @Get()
  @Public()
  new() {
    return page('accounts/forgotten-password');
  }

  @Post()
  @Public()
  @OnRefusal('new')
  async create(@CurrentVisitor() current: Current, @Form() { email }: AddressForm, @Http() { request }: Exchange) {
    await this.links.ask(current, email, this.browsers.of(request, email) !== undefined);
    return seeOther(
      '/forgotten-password',
      say('If {{email}} has an account here, a mail with a link is on its way to it.', { email }),
    );
  }
}
