import { covers, LEVELS } from '../collections/levels.js';

/** Levels as the grid shows them: the digits 1 to 5, nothing for no access. */
const DIGITS = new Map<number, string>([
  [0, ''],
  ...LEVELS.map(({ level }, at): [number, string] => [level, String(at + 1)]),
]);
const BY_DIGIT = new Map([...DIGITS].map(([level, digit]) => [digit, level]));

export const digitOf = (level: number): string => DIGITS.get(level) ?? '';

/** @returns the level, undefined for what is none; 0 is no access like nothing at all */
export const levelOf = (digit: string): number | undefined => BY_DIGIT.get(digit.trim() === '0' ? '' : digit.trim());

/** A window of the matrix: rows are collections, columns are groups, cells in the order of reading. */
interface Window {
  collectionIds: string[];
  groupIds: string[];
}

/** What somebody sent: levels as they were on the page, and as they were typed. */
export interface Sent extends Window {
  was: number[];
  typed: (number | undefined)[];
}

export interface Cell {
  collectionId: string;
  groupId: string;
  was: number;
  level: number;
}

const cellsOf = ({ collectionIds, groupIds }: Window): { collectionId: string; groupId: string }[] =>
  collectionIds.flatMap((collectionId) => groupIds.map((groupId) => ({ collectionId, groupId })));

/** Whether the cells fit the window, and each is a level. */
export const isWhole = (sent: Sent): boolean => {
  const size = sent.collectionIds.length * sent.groupIds.length;
  return sent.was.length === size && sent.typed.length === size && sent.typed.every((level) => level !== undefined);
};

/** The cells that were changed on the page; only they count. */
export const changed = (sent: Sent): Cell[] =>
  cellsOf(sent)
    .map((cell, at) => ({ ...cell, was: sent.was[at], level: sent.typed[at] ?? sent.was[at] }))
    .filter(({ was, level }) => was !== level);

interface GridRow {
  id: string;
  name: string;
  cells: { value: string; readonly: boolean; typed: boolean }[];
}

interface Told {
  collections: { id: string; name: string }[];
  groupIds: string[];
  /** By collection and group, glued. */
  levels: Map<string, number>;
  own: (collectionId: string, groupId: string) => number;
}

/**
 * The grid as it is now, with what was typed on top: but where somebody else changed a cell meanwhile, their level stands.
 * A cell beyond one's own access is there to be read.
 */
export function grid(
  { collections, groupIds, levels, own }: Told,
  cells: Cell[] = [],
): { rows: GridRow[]; was: string } {
  const typed = new Map(cells.map((cell) => [cell.collectionId + cell.groupId, cell]));
  let was = '';
  const rows = collections.map(({ id, name }) => {
    return {
      id,
      name,
      cells: groupIds.map((groupId) => {
        const mine = own(id, groupId);
        const now = levels.get(id + groupId) ?? 0;
        const wish = typed.get(id + groupId);
        const stands = wish !== undefined && wish.was === now;
        was += digitOf(now) || '0';
        return { value: digitOf(stands ? wish.level : now), readonly: mine === 0 || !covers(mine, now), typed: stands };
      }),
    };
  });
  return { rows, was };
}
