import { isEmail, normalizedEmail } from '../web/fields.js';

export interface Addresses {
  /** Each once, as they are kept and compared. */
  emails: string[];
  /** Those that were there more than once. */
  twice: string[];
  /** What is no address, as it was typed. */
  wrong: string[];
}

/** Pasted addresses, between commas, semicolons, spaces or lines; `Eva Ek <eva@example.com>` is one, too. */
export function readAddresses(text: string): Addresses {
  const found: Addresses = { emails: [], twice: [], wrong: [] };
  for (const typed of text.split(/[,;\r\n]/).flatMap(wordsOf)) {
    const email = normalizedEmail(typed);
    if (!isEmail(email)) found.wrong.push(typed);
    else if (!found.emails.includes(email)) found.emails.push(email);
    else if (!found.twice.includes(email)) found.twice.push(email);
  }
  return found;
}

function wordsOf(part: string): string[] {
  const end = part.trimEnd();
  const begin = end.lastIndexOf('<');
  if (begin >= 0 && end.endsWith('>')) return [end.slice(begin + 1, -1)];
  return part.split(/\s+/).filter((word) => word !== '');
}
