import type { Problem } from '../items/import.entity.js';
import type { PlainItem } from '../items/plain-item.js';

/** An item as a file holds it. */
export type ImportedItem = PlainItem & {
  /** Paths of collections, nested by `/`; each stands in the result's `collections` too. */
  collections: string[];
  created?: Date;
  revised?: Date;
};

export interface Result {
  items: ImportedItem[];
  /** Every path, once, parents before children; some may hold no item. */
  collections: string[];
  problems: Problem[];
}
