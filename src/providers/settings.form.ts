import { OneOf, OptionalEmail, Price, Text, WholeNumber } from '../web/fields.js';
import { LOCALES, type Locale, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';
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
