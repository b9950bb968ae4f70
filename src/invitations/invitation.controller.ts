import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Accounts } from '../accounts/accounts.service.js';
import { KnownBrowsers } from '../accounts/known-browsers.js';
import { LinkCookies } from '../accounts/link-cookies.js';
import { Sessions } from '../accounts/sessions.service.js';
import { SignIn } from '../accounts/sign-in.service.js';
import { User } from '../accounts/user.entity.js';
import { fingerprintPhrase } from '../keys/fingerprint.js';
import { CurrentPerson, CurrentVisitor, Public, SignedIn } from '../web/access.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { SameAs, Secret, Text } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Acceptance, type OpenInvitation } from './acceptance.service.js';

const LINK = 'invitation';

class NewAccountForm {
  @Text({ max: 50, required: say('Type your name.') }) name: string;
  @Secret(say('Choose a master password.')) password: string;
  @SameAs('password', say('This is not the password above.'))
  @Secret(say('Type the master password again.'))
  passwordAgain: string;
}

class OwnAccountForm {
  @Secret(say('Type your master password.')) password: string;
}

/** The invited person's pages. Only the forms change anything: mail scanners open links first. */
@Controller()
export class InvitationController {
  constructor(
    private readonly acceptance: Acceptance,
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly browsers: KnownBrowsers,
    private readonly cookies: LinkCookies,
  ) {}

  @Get('invitations/:token')
  @Public()
  async open(
    @CurrentVisitor() current: Current,
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.acceptance.find(current, token);
    this.cookies.keep(reply, LINK, token);
    return seeOther('/invitation');
  }

  @Get('invitation')
  @Public()
  async show(@CurrentVisitor() current: Current, @Param() _params: unknown, @Req() request: FastifyRequest) {
    const open = await this.find(current, request);
    const { person } = current;
    const other = person && person.email !== open.invitation.email ? person.email : undefined;
    return page('invitations/show', {
      open,
      other,
      signedIn: person && !other,
      providerName: open.provider.name,
      organizationName: open.organization.name,
    });
  }

  /** With a new account. */
  @Post('invitation')
  @Public()
  @OnRefusal('show')
  async create(
    @CurrentVisitor() current: Current,
    @Form() form: NewAccountForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const open = await this.find(current, request);
    const { locale, timeZone, name: organization } = open.organization;
    const account = await this.accounts.prepare(
      { name: form.name, email: open.invitation.email, locale, timeZone },
      form.password,
      [organization, open.provider.name],
    );
    const user = await this.acceptance.acceptAsNew(current, open, account);
    await this.sessions.open(request, user, account.keyring);
    this.browsers.remember(request, reply, user.email);
    return this.accepted(reply, open);
  }

  /** With the account that has the invited address, by its master password. */
  @Post('invitation/account')
  @Public()
  @OnRefusal('show')
  async join(
    @CurrentVisitor() current: Current,
    @Form() form: OwnAccountForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const open = await this.find(current, request);
    const { email } = open.invitation;
    const { user, keyring } = await this.signIn.verify(current, email, form.password, this.browsers.of(request, email));
    await this.acceptance.accept(current, open, user);
    await this.sessions.open(request, user, keyring);
    this.browsers.remember(request, reply, email);
    return this.accepted(reply, open);
  }

  /** As the person who is signed in. */
  @Post('invitation/acceptance')
  @SignedIn()
  @OnRefusal('show')
  async accept(
    @CurrentPerson() current: PersonCurrent,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const open = await this.find(current, request);
    const user = await current.db.findOneByOrFail(User, { id: current.person.id });
    await this.acceptance.accept(current, open, user);
    return this.accepted(reply, open);
  }

  /** The fingerprint phrase, and what it is for. */
  @Get('invitation/accepted')
  @SignedIn()
  async done(@CurrentPerson() current: PersonCurrent) {
    const user = await current.db.findOneByOrFail(User, { id: current.person.id });
    return page('invitations/accepted', { phrase: fingerprintPhrase(user.id, user.publicKey) });
  }

  private find(current: Current, request: FastifyRequest): Promise<OpenInvitation> {
    return this.acceptance.find(current, this.cookies.read(request, LINK));
  }

  private accepted(reply: FastifyReply, open: OpenInvitation) {
    this.cookies.forget(reply, LINK);
    return seeOther(
      '/invitation/accepted',
      say('You accepted. {{provider}} now has to confirm you.', { provider: open.provider.name }),
    );
  }
}
