import type { Plan } from '../web/current.js';
import { Email, OneOf, Optional, readWholeNumber, Text, WholeNumber } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { LOCALES, type Locale, TIME_ZONES } from '../web/locales.js';
import { say } from '../web/message.js';
import { MAX_SEATS } from './setup.form.js';

export const PLANS: readonly Plan[] = ['teams', 'enterprise'];

export class NewClientForm extends FormOnce {
  @OneOf(PLANS, say('Choose Teams or Enterprise.')) plan: Plan;
  @Text({ max: 50, required: say("Type the organization's name.") }) name: string;
  @Email(say("Type the owner's email address.")) email: string;
  @WholeNumber({ min: 1, max: MAX_SEATS }) seats: number;
  @Text({ max: 50 }) reference: string;
  @OneOf(LOCALES, say('Choose a language.')) locale: Locale;
  @OneOf(TIME_ZONES, say('Choose a time zone.')) timeZone: string;
}

export class EditClientForm extends FormOnce {
  @Text({ max: 50, required: say("Type the organization's name.") }) name: string;
  @Text({ max: 50 }) reference: string;
  @WholeNumber({ min: 1, max: MAX_SEATS }) seats: number;
}

export class DeletionForm extends FormOnce {
  @Text({ max: 50, required: say("Type the organization's name.") }) name: string;
}

/** The plan to change to: sent twice, it is changed once. */
export class PlanForm {
  @OneOf(PLANS, say('Choose Teams or Enterprise.')) plan: Plan;
}

export class SuspensionForm extends FormOnce {
  @Text({ max: 200, required: say('Type the reason; the members read it.') }) reason: string;
}

/** What has been typed so far, right or not: the preview says what it can. */
export class PreviewQuery {
  @Optional(30) seats?: string;
  @Optional(200) name?: string;
  @Optional(200) reference?: string;
}

export class NewClientQuery extends PreviewQuery {
  @Optional(20) plan?: string;
  @Optional(300) email?: string;
  @Optional(5) locale?: string;
  @Optional(64) timeZone?: string;
}

export const typedSeats = (query: PreviewQuery): number | undefined => {
  const seats = readWholeNumber(query.seats);
  return seats !== undefined && seats >= 1 && seats <= MAX_SEATS ? seats : undefined;
};
