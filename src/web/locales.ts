export const LOCALES = ['en', 'sv'] as const;
export type Locale = (typeof LOCALES)[number];

/** Languages by their own names. */
const LANGUAGES: Record<Locale, string> = { en: 'English', sv: 'Svenska' };

export const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** For selects. */
export const LANGUAGE_OPTIONS = Object.entries(LANGUAGES).map(([value, text]) => ({ value, text }));
export const TIME_ZONE_OPTIONS = TIME_ZONES.map((zone) => ({ value: zone, text: zone }));

/** The reader's language when nobody is signed in (RFC 9110 §12.5.4, by order of appearance). */
export function preferredLocale(acceptLanguage = ''): Locale {
  for (const range of acceptLanguage.toLowerCase().split(',')) {
    const found = LOCALES.find((locale) => range.trim().startsWith(locale));
    if (found) return found;
  }
  return 'en';
}
