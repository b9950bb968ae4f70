const LONGEST = 200;

/** What somebody typed into a search, in small letters and NFC as names are kept for it. */
export const searchFor = (typed = ''): string => typed.slice(0, LONGEST).trim().normalize('NFC').toLowerCase();

/** Text in a LIKE pattern that stands for itself. */
export const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The pattern of names that hold what somebody typed; of all, where that is nothing. */
export const holding = (typed?: string): string => `%${escaped(searchFor(typed))}%`;
