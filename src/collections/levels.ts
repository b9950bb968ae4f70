import { type Message, say } from '../web/message.js';

/**
 * How far somebody may go with the items of a collection (design §4): a set of bits, the first of which is seeing them, so that the most
 * permissive of several is their union, here (`|`) as in the database (`BIT_OR`).
 */
export type Level = 1 | 3 | 5 | 7 | 15;

export const SEES_PASSWORDS = 2;
export const EDITS = 4;
export const MANAGES = 8;

/** From the least to the most. */
export const LEVELS: { level: Level; text: Message }[] = [
  { level: 1, text: say('View items, hidden passwords') },
  { level: 3, text: say('View items') },
  { level: 5, text: say('Edit items, hidden passwords') },
  { level: 7, text: say('Edit items') },
  { level: 15, text: say('Manage collection') },
];
export const EVERYTHING: Level = 15;
export const NO_ACCESS = say('No access');

/** For a select. */
export const LEVEL_OPTIONS = LEVELS.map(({ level, text }) => ({ value: String(level), text }));
export const LEVEL_OPTIONS_OR_NONE = [{ value: '0', text: say('No access: take it away') }, ...LEVEL_OPTIONS];

export const levelText = (level: number): Message => LEVELS.find((one) => one.level === level)?.text ?? NO_ACCESS;

/** Whether who has `own` may give `given`: nobody gives a level beyond the own one. */
export const covers = (own: number, given: number): boolean => (own & given) === given;
