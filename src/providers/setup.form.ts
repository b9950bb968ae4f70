import { Email, OneOf, Price, SameAs, Secret, Text, WholeNumber } from '../web/fields.js';
import { LOCALES, type Locale, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';

export const CURRENCIES = ['EUR', 'SEK', 'NOK', 'DKK', 'GBP', 'USD', 'CHF', 'PLN', 'CZK', 'CAD', 'AUD', 'NZD'];
export const MAX_SEATS = 1_000_000;

export class SetupForm {
  @Text({ max: 50, required: say('Type the name of your company.') }) providerName: string;
  @Text({ max: 50, required: say('Type your name.') }) name: string;
  @Email(say('Type your email address.')) email: string;
  @SameAs('email', say('Type the same address twice.'))
  @Email(say('Type your email address again.'))
  emailAgain: string;
  @Secret(say('Choose a master password.')) password: string;
  @SameAs('password', say('Type the same password twice.'))
  @Secret(say('Type the master password again.'))
  passwordAgain: string;
  @OneOf(LOCALES, say('Choose a language.')) locale: Locale;
  @OneOf(TIME_ZONES, say('Choose a time zone.')) timeZone: string;
  @OneOf(CURRENCIES, say('Choose a currency.')) currency: string;
  @WholeNumber({ min: 0, max: MAX_SEATS }) teamsMinimum: number;
  @Price({ max: 100_000 }) teamsPrice: number;
  @WholeNumber({ min: 0, max: MAX_SEATS }) enterpriseMinimum: number;
  @Price({ max: 100_000 }) enterprisePrice: number;
}
