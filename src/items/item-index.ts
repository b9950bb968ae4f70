import type { ItemType } from './plain-item.js';

/** An item as lists find it: in memory, its name and username open. */
export interface IndexedItem {
  id: string;
  name: string;
  username?: string;
  /** What the search looks through. */
  text: string;
  type: ItemType;
  version: number;
  revisedAt: Date;
  inTrash: boolean;
  collectionIds: string[];
}

export interface Wanted {
  /** What this person may do with an item in these collections; 0 is nothing, and the item is not there. */
  levelIn: (collectionIds: string[]) => number;
  search: string;
  type?: string;
  /** `unassigned`, or a collection's id. */
  collection?: string;
  inTrash: boolean;
  /** Where the page before ended, as it said. */
  after?: string;
  limit: number;
}

const collator = new Intl.Collator('sv');
type Named = Pick<IndexedItem, 'id' | 'name'>;
export const byName = (one: Named, other: Named): number =>
  collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);

/** The items of an organization in the order of their names, for one unlocked session. */
export class ItemIndex {
  /** @param items best in runs that are sorted already: those take next to no time */
  constructor(readonly items: IndexedItem[]) {
    items.sort(byName);
  }

  /** One page. @returns with `next`, where the list goes on */
  page({ levelIn, search, type, collection, inTrash, after, limit }: Wanted) {
    const words = search.normalize('NFC').toLowerCase();
    const rows: IndexedItem[] = [];
    for (let place = this.#begin(after); place < this.items.length; place++) {
      const item = this.items[place];
      if (item.inTrash !== inTrash || (type && item.type !== type)) continue;
      if (collection && !isIn(item, collection)) continue;
      if (words && !item.text.includes(words)) continue;
      if (levelIn(item.collectionIds) === 0) continue;
      if (rows.length === limit) return { rows, next: `${place}.${item.id}` };
      rows.push(item);
    }
    return { rows };
  }

  /** A page begins with the item that the one before named as its next; where that is gone, at the place where it was. */
  #begin(after?: string): number {
    const [, place, id] = /^(\d{1,9})\.(.*)$/.exec(after ?? '') ?? [];
    if (!place || this.items[Number(place)]?.id === id) return Number(place ?? 0);
    const found = this.items.findIndex((item) => item.id === id);
    return found < 0 ? Number(place) : found;
  }
}

const isIn = ({ collectionIds }: IndexedItem, collection: string): boolean =>
  collection === 'unassigned' ? collectionIds.length === 0 : collectionIds.includes(collection);
