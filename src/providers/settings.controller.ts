import { Controller, Get, Patch } from '@nestjs/common';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { LANGUAGE_OPTIONS, TIME_ZONE_OPTIONS } from '../web/locales.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { SettingsForm } from './settings.form.js';
import { Settings } from './settings.service.js';

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
