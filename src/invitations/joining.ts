import { Injectable } from '@nestjs/common';
import { Accounts } from '../accounts/accounts.service.js';
import type { Keyring } from '../accounts/keyring.js';
import { KnownBrowsers } from '../accounts/known-browsers.js';
import { LinkCookies } from '../accounts/link-cookies.js';
import { Sessions } from '../accounts/sessions.service.js';
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
    private readonly sessions: Sessions,
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
    return this.signedIn(http, open, user, account.keyring);
  }

  async withPassword(current: Current, form: OwnAccountForm, http: Exchange): Promise<SeeOther> {
    const open = await this.find(current, http);
    const { email } = open.invitation;
    const known = this.browsers.of(http.request, email);
    const { user, keyring } = await this.signIn.verify(current, email, form.password, known);
    await this.acceptance.accept(current, open, user);
    return this.signedIn(http, open, user, keyring);
  }

  async asSignedIn(current: PersonCurrent, http: Exchange): Promise<SeeOther> {
    const open = await this.find(current, http);
    await this.acceptance.accept(current, open, await current.db.findOneByOrFail(User, { id: current.person.id }));
    return this.accepted(http, open);
  }

  private async signedIn(http: Exchange, open: OpenInvitation, user: User, keyring: Keyring): Promise<SeeOther> {
    await this.sessions.open(http.request, user, keyring);
    this.browsers.remember(http.request, http.reply, user.email);
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
