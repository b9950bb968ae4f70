import { Injectable } from '@nestjs/common';
import { Accounts } from '../accounts/accounts.service.js';
import { Entrance } from '../accounts/entrance.js';
import { KnownBrowsers } from '../accounts/known-browsers.js';
import { LinkCookies } from '../accounts/link-cookies.js';
import { SignIn } from '../accounts/sign-in.service.js';
import { Throttling } from '../accounts/throttling.js';
import { User } from '../accounts/user.entity.js';
import type { Current, PersonCurrent } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { say } from '../web/message.js';
import { type SeeOther, seeOther } from '../web/page.js';
import { Acceptance, type OpenInvitation } from './acceptance.service.js';
import type { NewAccountForm, OwnAccountForm } from './invitation.form.js';

/** The cookie that holds the link's token, sealed, from the first look at it until it is used. */
const LINK = 'invitation';

/** An invited browser's way in: it accepts, and is signed in as whoever accepted. */
@Injectable()
export class Joining {
  constructor(
    private readonly acceptance: Acceptance,
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
    private readonly entrance: Entrance,
    private readonly browsers: KnownBrowsers,
    private readonly cookies: LinkCookies,
    private readonly throttling: Throttling,
  ) {}

  async remember(current: Current, token: string, { reply }: Exchange): Promise<void> {
    await this.throttling.link(current, () => this.acceptance.find(current, token));
    this.cookies.keep(reply, LINK, token);
  }

  find(current: Current, { request }: Pick<Exchange, 'request'>): Promise<OpenInvitation> {
    return this.acceptance.find(current, this.cookies.read(request, LINK));
  }

  async asNewPerson(current: Current, form: NewAccountForm, http: Exchange): Promise<SeeOther> {
    const open = await this.find(current, http);
    const { locale, timeZone, name: organization } = open.organization;
    const person = { name: form.name, email: open.invitation.email, locale, timeZone };
    const account = await this.accounts.prepare(person, form.password, [organization, open.provider.name]);
    const user = await this.acceptance.acceptAsNew(current, open, account);
    await this.entrance.first(http, { user, keyring: account.keyring });
    return this.accepted(http, open);
  }

  async withPassword(current: Current, form: OwnAccountForm, http: Exchange): Promise<SeeOther> {
    const open = await this.find(current, http);
    const { email } = open.invitation;
    const known = this.browsers.of(http.request, email);
    const verified = await this.signIn.verify(current, email, form.password, known);
    const asked = await this.entrance.asksForCode(http, verified); // then the invitation is accepted after the code
    if (!asked) await this.acceptance.accept(current, open, verified.user);
    const path = await this.entrance.enter(http, verified, '/invitation');
    return asked ? seeOther(path) : this.accepted(http, open);
  }

  async asSignedIn(current: PersonCurrent, http: Exchange): Promise<SeeOther> {
    const open = await this.find(current, http);
    await this.acceptance.accept(current, open, await current.db.findOneByOrFail(User, { id: current.person.id }));
    return this.accepted(http, open);
  }

  private accepted({ reply }: Exchange, { provider }: OpenInvitation): SeeOther {
    this.cookies.forget(reply, LINK);
    return seeOther(
      '/invitation/accepted',
      say('You accepted. {{provider}} now has to confirm you.', { provider: provider.name }),
    );
  }
}
