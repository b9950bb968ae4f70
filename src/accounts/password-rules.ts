import zxcvbn, { type ZXCVBNResult } from 'zxcvbn';

export type PasswordProblem = 'too-short' | 'too-long' | 'personal' | 'common' | 'guessable';

const LEAST = 12;
const MOST = 128;
/** Of the password without its personal parts, at least so many letters must be left. */
const OWN_LETTERS = 6;
/** So many digits and signs around a common password do not make it another one. */
const STUCK_ON = 8;
/** zxcvbn's time grows with the square of the length, and with the choices of signs that may stand for letters. */
const SEEN = 40;

type Match = ZXCVBNResult['sequence'][number];

/**
 * What is wrong with a new password, if anything: 12 to 128 characters (code points), not made of what is known of the
 * person, not a common password, and at least 3 of 4 by zxcvbn's estimate (10⁸ guesses and more).
 *
 * @param about what others know: the person's name and address, the provider's name
 * @returns the first problem in the order of the type, or undefined
 * May take 0.15 s of the event loop for 40 signs chosen to be slow, a few milliseconds otherwise.
 */
export function passwordProblem(password: string, about: string[]): PasswordProblem | undefined {
  const { length } = [...password];
  if (length < LEAST) return 'too-short';
  if (length > MOST) return 'too-long';
  const parts = about.flatMap(longParts);
  if (isPersonal(password, parts)) return 'personal';
  const { score, sequence } = zxcvbn(alike(password.slice(0, SEEN)), [...about, ...about.flatMap(words), ...parts]);
  if (isCommon(sequence)) return 'common';
  return score < 3 ? 'guessable' : undefined;
}

/** Are fewer than six letters left when parts of name and address are taken out? */
function isPersonal(password: string, parts: string[]): boolean {
  const letters = bare(password).replace(/\P{L}/gu, '');
  // a blank stays where a part was: what stood on its two sides must not make a new part
  const rest = parts
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, part) => left.replaceAll(part, ' '), letters);
  return rest !== letters && [...rest.replaceAll(' ', '')].length < OWN_LETTERS;
}

function longParts(text: string): string[] {
  return words(bare(text)).filter((part) => [...part].length >= 3);
}

function words(text: string): string[] {
  return text.normalize('NFC').match(/\p{L}+/gu) ?? [];
}

/** Small letters without accents: Björk and bjork are the same to a guesser. */
function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** One sign for those that zxcvbn reads as the same letter (c, i): it tries every combination, and takes seconds for all. */
function alike(password: string): string {
  return password.replace(/[{[<]/g, '(').replaceAll('|', '!');
}

/**
 * Is the whole one entry of zxcvbn's list of common passwords, also reversed, in l33t, or with a few digits and signs stuck
 * on? Or one common word over and over?
 */
function isCommon(sequence: Match[]): boolean {
  const [only] = sequence;
  if (sequence.length === 1 && only.pattern === 'repeat') return isOneWord(only.base_matches as unknown as Match[]);
  const listed = sequence.filter((match) => match.dictionary_name === 'passwords');
  return listed.some((one) => {
    const others = sequence.filter((match) => match !== one).map((match) => match.token);
    return !others.some((token) => /\p{L}/u.test(token)) && others.join('').length <= STUCK_ON;
  });
}

function isOneWord(sequence: Match[]): boolean {
  return sequence.length === 1 && sequence[0].pattern === 'dictionary';
}
