import { Controller, Get, Param, Post } from '@nestjs/common';
import { User } from '../accounts/user.entity.js';
import { fingerprintPhrase } from '../keys/fingerprint.js';
import { CurrentPerson, CurrentVisitor, Public, SignedIn } from '../web/access.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { page, seeOther } from '../web/page.js';
import { NewAccountForm, OwnAccountForm } from './invitation.form.js';
import { Joining } from './joining.js';

/** The invited person's pages. Only the forms change anything: mail scanners open links first. */
@Controller()
export class InvitationController {
  constructor(private readonly joining: Joining) {}

  @Get('invitations/:token')
  @Public()
  async open(@CurrentVisitor() current: Current, @Param('token') token: string, @Http() http: Exchange) {
    await this.joining.remember(current, token, http);
    return seeOther('/invitation');
  }

  @Get('invitation')
  @Public()
  async show(@CurrentVisitor() current: Current, @Http() http: Exchange) {
    const open = await this.joining.find(current, http);
    const { person } = current;
    const other = person && person.email !== open.invitation.email ? person.email : undefined;
    const names = { providerName: open.provider.name, organizationName: open.organization.name };
    return page('invitations/show', { open, other, signedIn: person && !other, ...names });
  }

  @Post('invitation')
  @Public()
  @OnRefusal('show')
  create(@CurrentVisitor() current: Current, @Form() form: NewAccountForm, @Http() http: Exchange) {
    return this.joining.asNewPerson(current, form, http);
  }

  @Post('invitation/account')
  @Public()
  @OnRefusal('show')
  join(@CurrentVisitor() current: Current, @Form() form: OwnAccountForm, @Http() http: Exchange) {
    return this.joining.withPassword(current, form, http);
  }

  @Post('invitation/acceptance')
  @SignedIn()
  @OnRefusal('show')
  accept(@CurrentPerson() current: PersonCurrent, @Http() http: Exchange) {
    return this.joining.asSignedIn(current, http);
  }

  /** The fingerprint phrase, and what it is for. */
  @Get('invitation/accepted')
  @SignedIn()
  async done(@CurrentPerson() current: PersonCurrent) {
    const user = await current.db.findOneByOrFail(User, { id: current.person.id });
    return page('invitations/accepted', { phrase: fingerprintPhrase(user.id, user.publicKey) });
  }
}
