import { type Fault, faultOf, tooLong } from '../items/item-limits.js';
import { say } from '../web/message.js';
import type { ImportedItem } from './item.js';
import { UnreadableFile } from './unreadable.js';

/** What one import may hold; shown before the upload. */
export const LIMITS = { bytes: 64 * 1024 * 1024, items: 100_000, collections: 10_000 };

/** As our own collections' names. */
const LONGEST_PATH = 200;

/** @throws UnreadableFile when there are more than one import may hold */
export function checkCount(what: 'items' | 'collections', number: number): void {
  if (number <= LIMITS[what]) return;
  const most = LIMITS[what];
  throw new UnreadableFile(
    what === 'items'
      ? say('This file holds more than {{most}} items. Split it and import the parts.', { most })
      : say('This file holds more than {{most}} collections. Split it and import the parts.', { most }),
  );
}

/** What is wrong with a collection's path, in characters of Unicode; undefined where it is short enough. */
export const longPath = (path: string): Fault | undefined => tooLong(() => say('Collection'), path, LONGEST_PATH);

/** What of an item is longer, or larger, than it may be; undefined where nothing is. */
export function tooMuch({ collections, ...item }: ImportedItem): Fault | undefined {
  for (const path of collections) {
    const fault = longPath(path);
    if (fault) return fault;
  }
  return faultOf(item);
}
