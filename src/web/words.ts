import { readFileSync } from 'node:fs';
import { domainToUnicode } from 'node:url';
import i18next from 'i18next';
import { LOCALES, type Locale } from './locales.js';
import { isMessage, type Message, type MessageValue, type Money } from './message.js';

const catalog = (locale: Locale) =>
  JSON.parse(readFileSync(new URL(`../../locales/${locale}.json`, import.meta.url), 'utf8'));

const translator = i18next.createInstance();
await translator.init({
  resources: Object.fromEntries(LOCALES.map((locale) => [locale, { translation: catalog(locale) }])),
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});
const forEach = <T>(make: (locale: Locale) => T) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
const plurals = forEach((locale) => new Intl.PluralRules(locale));
const sentences = forEach(() => new Map<string, string>());

/** Who reads: language and time zone. */
export interface Reader {
  locale: Locale;
  timeZone: string;
}

/** Puts a sentence into the reader's words. */
export function words(message: Message | string, reader: Reader, values?: Record<string, unknown>): string {
  const key = isMessage(message) ? message.key : message;
  const given = values ?? (isMessage(message) ? message.values : {});
  const text = sentence(key, reader.locale, given.count);
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(show(given[name] as MessageValue, reader) ?? ''));
}

/**
 * The sentence in its plural form, values still open. It takes i18next long to find, so that each is looked up once; there are as
 * many as the code has keys. What is put in later is never read as a sentence: names are data.
 */
function sentence(key: string, locale: Locale, count: unknown): string {
  const known = sentences[locale];
  const place = typeof count === 'number' ? `${plurals[locale].select(count)} ${key}` : key;
  let found = known.get(place);
  if (found === undefined) {
    found = translator.t(key, { lng: locale, count: count as number, skipInterpolation: true });
    known.set(place, found);
  }
  return found;
}

const PUNYCODE = /(?<=@)(?=[a-z0-9.-]*xn--)[a-z0-9.-]{1,253}$/;
/** An address as people write it: its domain out of punycode. Other text is left as it is. */
export const address = (text: string): string => text.replace(PUNYCODE, (domain) => domainToUnicode(domain) || domain);

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
/** Keeps a right-to-left name from turning the sentence around it (Unicode UAX #9, isolates). */
const isolated = (text: string) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

function show(value: MessageValue, reader: Reader): unknown {
  if (typeof value === 'string') return isolated(address(value));
  if (typeof value === 'number') return number(value, reader);
  if (value instanceof Date) return time(value, reader);
  if (Array.isArray(value)) return value.map((one) => words(one, reader)).join('; ');
  if (isMessage(value)) return words(value, reader);
  if (value && typeof value === 'object' && 'minor' in value) return money(value, reader);
  if (value && typeof value === 'object' && 'day' in value) return day(value.day, reader);
  return value;
}

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
function format<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  let found = formats.get(key);
  if (!found) {
    found = make();
    formats.set(key, found);
  }
  return found as T;
}

const REGION: Record<Locale, string> = { en: 'en-GB', sv: 'sv-SE' };

const numbers = forEach((locale) => new Intl.NumberFormat(REGION[locale]));
/** Lists are full of numbers that no language groups: those need no formatter. */
export const number = (value: number, { locale }: Reader): string =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : numbers[locale].format(value);

/** Date and time of day with the zone's name, so that nobody has to guess it. */
export const time = (value: Date, { locale, timeZone }: Reader): string =>
  format(
    `t ${locale} ${timeZone}`,
    () =>
      new Intl.DateTimeFormat(REGION[locale], {
        timeZone,
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }),
  ).format(value);

export const day = (value: Date, { locale, timeZone }: Reader): string =>
  format(
    `d ${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(REGION[locale], { timeZone, dateStyle: 'long' }),
  ).format(value);

/** Minor units to the currency's own number of decimals (ISO 4217, as Intl knows it). */
export function money({ minor, currency }: Money, { locale }: Reader): string {
  const formatter = format(
    `m ${locale} ${currency}`,
    () => new Intl.NumberFormat(REGION[locale], { style: 'currency', currency }),
  );
  return formatter.format(minor / 10 ** (formatter.resolvedOptions().maximumFractionDigits ?? 2));
}
