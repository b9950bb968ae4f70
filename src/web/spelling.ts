/** More marks on one letter than any language has; UAX #15 §13 (Stream-Safe Text) lets thirty stand in a row. */
const TOO_MANY_MARKS = /\p{M}{31}/u;

/** Text in normal form C. What is too long to be a letter stays as it is: to put marks in order takes the square of their number. */
export const nfc = (text: string): string => (TOO_MANY_MARKS.test(text) ? text : text.normalize('NFC'));

/** Without blanks at both ends. An expression for those at the end would begin anew at each blank in the middle. */
export function stripped(text: string, blank: RegExp): string {
  let [from, to] = [0, text.length];
  while (from < to && blank.test(text[from])) from++;
  while (to > from && blank.test(text[to - 1])) to--;
  return text.slice(from, to);
}
