import { Injectable } from '@nestjs/common';
import type { Current } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { agentOf } from './agent.js';
import { KnownBrowsers } from './known-browsers.js';
import { LinkCookies } from './link-cookies.js';
import { RememberedBrowsers } from './remembered-browsers.service.js';
import { RememberedCookie } from './remembered-cookie.js';
import { renewSession } from './session.plugin.js';
import { Sessions } from './sessions.service.js';
import { TwoStepCodes } from './two-step-codes.service.js';
import { UnfinishedSignIns } from './unfinished-sign-ins.service.js';
import type { Verified } from './verified.js';

/** The cookie of a sign-in to which the code is still to come. */
const UNFINISHED = 'unfinished-sign-in';

/** What every way in ends with: a session in this browser, and before it, where the account has two-step login, a code. */
@Injectable()
export class Entrance {
  constructor(
    private readonly sessions: Sessions,
    private readonly browsers: KnownBrowsers,
    private readonly remembered: RememberedBrowsers,
    private readonly rememberedCookie: RememberedCookie,
    private readonly unfinished: UnfinishedSignIns,
    private readonly cookies: LinkCookies,
    private readonly codes: TwoStepCodes,
  ) {}

  /** The password was right. @returns where to go: `back`, or the page that asks for a code and leads there */
  async enter(http: Exchange, verified: Verified, back: string): Promise<string> {
    if (await this.asksForCode(http, verified)) {
      this.cookies.keep(http.reply, UNFINISHED, await this.unfinished.begin(currentOf(http), verified));
      return `/sign-in/two-step?back=${encodeURIComponent(back)}`;
    }
    await this.open(http, verified);
    return back;
  }

  async asksForCode(http: Exchange, { user }: Verified): Promise<boolean> {
    if (user.twoStepSeed === null) return false;
    return !(await this.remembered.has(currentOf(http), user.id, this.rememberedCookie.read(http.request)));
  }

  /** Whether somebody in this browser has typed a password, and a code is what is missing. */
  async isOpen(http: Exchange): Promise<boolean> {
    return (await this.unfinished.user(currentOf(http), this.cookies.read(http.request, UNFINISHED))) !== undefined;
  }

  /** The code was typed. @returns whether there was a sign-in to finish */
  async finish(http: Exchange, code: string, remember: boolean): Promise<boolean> {
    const current = currentOf(http);
    const secret = this.cookies.read(http.request, UNFINISHED);
    const user = await this.unfinished.user(current, secret);
    if (!secret || !user?.twoStepSeed) return false;
    await this.codes.spend(current, user, code, this.browsers.of(http.request, user.email));
    const keyring = await this.unfinished.end(current, secret);
    this.cookies.forget(http.reply, UNFINISHED);
    if (!keyring) return false;
    await this.open(http, { user, keyring });
    const { request } = http;
    if (remember) this.rememberedCookie.add(http, await this.remembered.remember(current, user, agentOf(request)));
    return true;
  }

  /** In the browser in which the account was made. */
  first(http: Exchange, verified: Verified): Promise<void> {
    return this.open(http, verified, false);
  }

  private async open(
    http: Exchange,
    verified: Verified,
    newBrowser = !this.browsers.of(http.request, verified.user.email),
  ): Promise<void> {
    const { request, reply } = http;
    const entering = { agent: agentOf(request), newBrowser };
    await renewSession(request, (secret) => this.sessions.begin(currentOf(http), secret, verified, entering));
    this.browsers.remember(request, reply, verified.user.email);
  }
}

const currentOf = ({ request }: Exchange) => request.current as Current;
