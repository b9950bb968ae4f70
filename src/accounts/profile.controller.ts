import { Controller, Get, Patch } from '@nestjs/common';
import { fingerprintPhrase } from '../keys/fingerprint.js';
import { CurrentPerson, SignedIn } from '../web/access.js';
import type { PersonCurrent } from '../web/current.js';
import { OneOf, Text } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { LANGUAGE_OPTIONS, LOCALES, type Locale, TIME_ZONE_OPTIONS, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { Accounts } from './accounts.service.js';

class ProfileForm {
  @Text({ max: 50, required: say('Type your name.') }) name: string;
  @OneOf(LOCALES, say('Choose a language.')) locale: Locale;
  @OneOf(TIME_ZONES, say('Choose a time zone.')) timeZone: string;
}

@Controller('account')
export class ProfileController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @SignedIn()
  async edit(@CurrentPerson() current: PersonCurrent) {
    const { id, publicKey, name, locale, timeZone } = await this.accounts.mine(current);
    return page('accounts/profile', {
      phrase: fingerprintPhrase(id, publicKey),
      languages: LANGUAGE_OPTIONS,
      timeZones: TIME_ZONE_OPTIONS,
      values: { name, locale, timeZone },
    });
  }

  @Patch()
  @SignedIn()
  @OnRefusal('edit')
  async update(@CurrentPerson() current: PersonCurrent, @Form() form: ProfileForm) {
    await this.accounts.update(current, form);
    return seeOther('/account', say('Your profile is saved.'));
  }
}
