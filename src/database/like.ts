/** Text in a LIKE pattern that stands for itself. */
export const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The pattern of names in small letters and NFC that hold what somebody typed; of all, where that is nothing. */
export const holding = (typed = ''): string => `%${escaped(typed.trim().normalize('NFC').toLowerCase())}%`;
