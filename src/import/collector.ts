import type { Problem } from '../items/import.entity.js';
import type { Message } from '../web/message.js';
import { nfc } from '../web/spelling.js';
import { Draft } from './draft.js';
import type { ImportedItem, Result } from './item.js';
import { checkCount, longPath, tooMuch } from './limits.js';

/** What a parser has found so far. Counts are checked as soon as they are known. */
export class Collector {
  readonly #items: ImportedItem[] = [];
  readonly #problems: Problem[] = [];
  readonly #collections = new Set<string>();
  #read = 0;

  constructor(
    /** Are the folders above a folder collections too? Not where the file names each collection itself. */
    private readonly withParents = true,
  ) {}

  /** Begins an item; nothing of it counts before {@link add}. */
  draft(row: number): Draft {
    checkCount('items', ++this.#read);
    return new Draft(row);
  }

  /** Takes an item with its collections, or notes what in it is too much and leaves it out. */
  add(draft: Draft): void {
    const item = draft.finish();
    const fault = tooMuch(item);
    if (fault) this.#problems.push({ row: draft.row, ...fault });
    else {
      this.#items.push(item);
      for (const path of item.collections) this.#remember(path);
    }
  }

  /** Notes a row that gives no item. */
  skip(row: number, reason: Message): void {
    checkCount('items', ++this.#read);
    this.#problems.push({ row, reason });
  }

  /** Takes a collection that may hold no item. */
  collection(row: number, path: string): void {
    const fault = longPath(path);
    if (fault) this.#problems.push({ row, ...fault });
    else if (path) this.#remember(path);
  }

  result(): Result {
    return { items: this.#items, collections: [...this.#collections], problems: this.#problems };
  }

  #remember(path: string): void {
    if (this.#collections.has(path)) return;
    const end = path.lastIndexOf('/');
    if (this.withParents && end > 0) this.#remember(path.slice(0, end));
    this.#collections.add(path);
    checkCount('collections', this.#collections.size);
  }
}

const FULL_PATH = 400;

/** A folder inside of another. A path that is too long already grows no longer, however many are in it. */
export const pathBelow = (parent: string, name: string): string =>
  parent.length > FULL_PATH ? parent : folderPath(parent, name);

/** What the name of a collection may not hold: controls, and all that is not seen but joins emoji. */
const INVISIBLE = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A folder of another program as the path of a collection: levels between `/`, each trimmed, none empty, without invisible
 * characters, in NFC.
 *
 * @param levels names of levels, or a path in one; `/` and `\` inside them part levels too
 */
export const folderPath = (...levels: string[]): string =>
  levels
    .flatMap((level) => level.split(/[/\\]/))
    .map((level) => nfc(level.replace(INVISIBLE, '')).trim())
    .filter(Boolean)
    .join('/');
