import { Controller, Get, Param, Post } from '@nestjs/common';
import { Entrance } from '../accounts/entrance.js';
import { LinkCookies } from '../accounts/link-cookies.js';
import { Throttling } from '../accounts/throttling.js';
import { CurrentVisitor, Public } from '../web/access.js';
import type { Current } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { LANGUAGE_OPTIONS, TIME_ZONE_OPTIONS } from '../web/locales.js';
import { page, seeOther } from '../web/page.js';
import { RECOVERY_CODE } from './recovery-code.controller.js';
import { CURRENCIES, SetupForm } from './setup.form.js';
import { Setup } from './setup.service.js';

const LINK = 'setup';

@Controller('setup')
export class SetupController {
  constructor(
    private readonly setup: Setup,
    private readonly cookies: LinkCookies,
    private readonly entrance: Entrance,
    private readonly throttling: Throttling,
  ) {}

  @Get(':token')
  @Public()
  async open(@CurrentVisitor() current: Current, @Param('token') token: string, @Http() { reply }: Exchange) {
    await this.throttling.link(current, () => this.setup.checkLink(current, token));
    this.cookies.keep(reply, LINK, token);
    return seeOther('/setup');
  }

  @Get()
  @Public()
  async show(@CurrentVisitor() current: Current, @Http() { request }: Exchange) {
    await this.setup.checkLink(current, this.cookies.read(request, LINK));
    return page('providers/setup', {
      languages: LANGUAGE_OPTIONS,
      timeZones: TIME_ZONE_OPTIONS,
      currencies: CURRENCIES.map((value) => ({ value, text: value })),
      values: {
        locale: current.locale,
        timeZone: current.locale === 'sv' ? 'Europe/Stockholm' : 'UTC',
        currency: current.locale === 'sv' ? 'SEK' : 'EUR',
        teamsMinimum: 0,
        enterpriseMinimum: 0,
        teamsPrice: '4.00',
        enterprisePrice: '6.00',
      },
    });
  }

  @Post()
  @Public()
  @OnRefusal('show')
  async create(@CurrentVisitor() current: Current, @Form() form: SetupForm, @Http() http: Exchange) {
    const { request, reply } = http;
    const made = await this.setup.create(current, form, this.cookies.read(request, LINK));
    await this.entrance.first(http, { user: made.user, keyring: made.account.keyring });
    this.cookies.forget(reply, LINK);
    this.cookies.keep(reply, RECOVERY_CODE, `${made.providerId} ${made.recoveryCode}`);
    return seeOther(`/providers/${made.providerId}/recovery-code`);
  }
}
