import { Controller, Get, Post } from '@nestjs/common';
import { BeforeTwoStep, CurrentPerson, CurrentVisitor, Public } from '../web/access.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { Email, Optional, Secret } from '../web/fields.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { administers } from '../web/rights.js';
import { Entrance } from './entrance.js';
import { ownPath } from './own-path.js';
import { PasswordStrategy } from './password-strategy.js';
import { Sessions } from './sessions.service.js';

class SignInQuery {
  @Optional(2000) back?: string;
}

/** What has to be there before anything is looked up; Passport reads the same fields. */
class SignInForm extends SignInQuery {
  @Email(say('Type your email address.')) email: string;
  @Secret(say('Type your master password.')) password: string;
}

@Controller()
export class SignInController {
  constructor(
    private readonly passwords: PasswordStrategy,
    private readonly sessions: Sessions,
    private readonly entrance: Entrance,
  ) {}

  @Get('sign-in')
  @Public()
  new(@CurrentVisitor() current: Current, @Query() query: SignInQuery) {
    if (current.person) return seeOther(ownPath(query.back));
    return page('accounts/sign-in', { values: { back: ownPath(query.back) } });
  }

  @Post('sign-in')
  @Public()
  @OnRefusal('shown')
  async create(@Form() form: SignInForm, @Http() http: Exchange) {
    const verified = await this.passwords.typed(http.request);
    return seeOther(await this.entrance.enter(http, verified, ownPath(form.back)));
  }

  @Post('sign-out')
  @BeforeTwoStep()
  async destroy(@CurrentPerson() current: PersonCurrent, @Http() { request }: Exchange) {
    await this.sessions.signOut(current);
    await request.session.destroy();
    return seeOther('/sign-in');
  }

  /** Where each person's work is: with clients, in an organization that they administer, or with their own items. */
  @Get()
  @Public()
  home(@CurrentVisitor() { person }: Current) {
    if (!person) return seeOther('/sign-in');
    const [provider] = person.providers;
    if (provider) return seeOther(`/providers/${provider.provider.id}/clients`);
    const { organizations } = person;
    const administered = organizations.find(administers);
    if (administered) return seeOther(`/organizations/${administered.organization.id}/vault`);
    return seeOther(organizations.length > 0 ? `/organizations/${organizations[0].organization.id}/items` : '/account');
  }

  shown(_: Current, { back }: SignInForm) {
    return page('accounts/sign-in', { values: { back } });
  }
}
