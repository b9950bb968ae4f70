/** One sentence about an installation; what is wrong says what to do. */
export interface Finding {
  /** `note`: nothing is wrong, but there is something to know or to do. */
  kind: 'fine' | 'note' | 'wrong';
  words: string;
  /** What comes after it cannot be examined. */
  ends?: boolean;
}

export const fine = (words: string): Finding => ({ kind: 'fine', words });
export const note = (words: string): Finding => ({ kind: 'note', words });
export const wrong = (words: string): Finding => ({ kind: 'wrong', words });
/** Wrong, and the tables are not there to be examined. */
export const fatal = (words: string): Finding => ({ ...wrong(words), ends: true });

export const some = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;
