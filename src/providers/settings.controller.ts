import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { OneOf, OptionalEmail, Price, Text, WholeNumber } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { LANGUAGE_OPTIONS, LOCALES, type Locale, TIME_ZONE_OPTIONS, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Settings } from './settings.service.js';
import { MAX_SEATS } from './setup.form.js';

export class SettingsForm {
  @Text({ max: 50, required: say('Type the name of your company.') }) name: string;
  @Text({ max: 50 }) phone: string;
  @OptionalEmail() billingEmail: string;
  @OneOf(LOCALES, say('Choose a language.')) locale: Locale;
  @OneOf(TIME_ZONES, say('Choose a time zone.')) timeZone: string;
  @WholeNumber({ min: 0, max: MAX_SEATS }) teamsMinimum: number;
  @Price({ max: 100_000 }) teamsPrice: number;
  @WholeNumber({ min: 0, max: MAX_SEATS }) enterpriseMinimum: number;
  @Price({ max: 100_000 }) enterprisePrice: number;
}

@Controller('providers/:providerId/settings')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @May('provider.update')
  async edit(@CurrentProvider() current: ProviderCurrent) {
    return page('providers/settings', {
      languages: LANGUAGE_OPTIONS,
      timeZones: TIME_ZONE_OPTIONS,
      values: await this.settings.find(current),
    });
  }

  @Patch()
  @May('provider.update')
  @OnRefusal('edit')
  async update(@CurrentProvider() current: ProviderCurrent, @Form() form: SettingsForm) {
    await this.settings.update(current, form);
    return seeOther(`/providers/${current.provider.id}/settings`, say('The settings are saved.'));
  }
}
