import { Injectable } from '@nestjs/common';
import type { Current } from '../web/current.js';
import type { Exchange } from '../web/http.js';
import { KnownBrowsers } from './known-browsers.js';
import { RememberedBrowsers } from './remembered-browsers.service.js';
import { Sessions } from './sessions.service.js';
import { TwoStepCodes } from './two-step-codes.service.js';
import { UnfinishedSignIns } from './unfinished-sign-ins.service.js';
import type { Verified } from './verified.js';

/** What every way in ends with: a session in this browser, and before it, where the account has two-step login, a code. */
@Injectable()
export class Entrance {
  constructor(
    private readonly sessions: Sessions,
    private readonly browsers: KnownBrowsers,
    private readonly remembered: RememberedBrowsers,
    private readonly unfinished: UnfinishedSignIns,
    private readonly codes: TwoStepCodes,
  ) {}

  /** The password was right. @returns where to go: `back`, or the page that asks for a code and leads there */
  async enter(http: Exchange, verified: Verified, back: string): Promise<string> {
    if (await this.asksForCode(http, verified)) {
      await this.unfinished.begin(http, verified);
      return `/sign-in/two-step?back=${encodeURIComponent(back)}`;
    }
    await this.open(http, verified);
    return back;
  }

  async asksForCode(http: Exchange, { user }: Verified): Promise<boolean> {
    return user.twoStepSeed !== null && !(await this.remembered.has(http, user.id));
  }

  /** Whether somebody in this browser has typed a password, and a code is what is missing. */
  async isOpen(http: Pick<Exchange, 'request'>): Promise<boolean> {
    return (await this.unfinished.user(http)) !== undefined;
  }

  /** The code was typed. @returns whether there was a sign-in to finish */
  async finish(http: Exchange, code: string, remember: boolean): Promise<boolean> {
    const user = await this.unfinished.user(http);
    if (!user?.twoStepSeed) return false;
    const browser = this.browsers.of(http.request, user.email);
    await this.codes.spend(http.request.current as Current, user, code, browser);
    const keyring = await this.unfinished.end(http);
    if (!keyring) return false;
    await this.open(http, { user, keyring });
    if (remember) await this.remembered.remember(http, user);
    return true;
  }

  /** In the browser in which the account was made. */
  async first(http: Exchange, verified: Verified): Promise<void> {
    await this.sessions.open(http.request, verified, { newBrowser: false });
    this.browsers.remember(http.request, http.reply, verified.user.email);
  }

  private async open(http: Exchange, verified: Verified): Promise<void> {
    const { request, reply } = http;
    const { email } = verified.user;
    await this.sessions.open(request, verified, { newBrowser: !this.browsers.of(request, email) });
    this.browsers.remember(request, reply, email);
  }
}
