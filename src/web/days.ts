/** Midnight of a date in a zone, as a moment; undefined where the text is no date. */
export function startOfDay(text: string | undefined, timeZone: string, daysLater = 0): Date | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const utc = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(utc.getTime())) return undefined;
  utc.setUTCDate(utc.getUTCDate() + daysLater);
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(utc);
  const offset = new Date(`${parts.replace(' ', 'T')}Z`).getTime() - utc.getTime();
  return new Date(utc.getTime() - offset);
}

/** The date of a moment in a zone, `2026-11-22`. */
export const dateOf = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
