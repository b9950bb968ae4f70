import { nameKey as keyOf } from '../collections/names.js';
import { say } from '../web/message.js';
import type { ImportedItem, Result } from './item.js';
import { checkCount } from './limits.js';
import { UnreadableFile } from './unreadable.js';

/** A collection that a file's items go into; uniqueness sees its `nameKey`. */
export interface Destination {
  name: string;
  nameKey: string;
  items: number;
}

const LONGEST = 200;

/**
 * The collections of a file, those that differ in capitals alone as one.
 * @param target the collection under which all of it goes; items in no collection go into it (source: import-formats §1.3)
 * @returns them, and the numbers of those that an item goes into
 */
export function destinations({ items, collections }: Result, target?: string) {
  const found: Destination[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const nameKey = keyOf(name);
    const known = numbers.get(nameKey);
    if (known !== undefined) return known;
    if (Math.max(name.length, nameKey.length) > LONGEST) throw new UnreadableFile(TOO_LONG);
    const number = found.push({ name, nameKey, items: 0 }) - 1;
    checkCount('collections', found.length);
    numbers.set(nameKey, number);
    return number;
  };
  const within = (path: string) => (target ? `${target}/${path}` : path);
  const pathsOf = ({ collections: paths }: ImportedItem) =>
    paths.length === 0 && target ? [target] : paths.map(within);
  const placesOf = (item: ImportedItem) => [...new Set(pathsOf(item).map(numberOf))];
  if (target) numberOf(target);
  for (const path of collections) numberOf(within(path));
  for (const item of items) for (const place of placesOf(item)) found[place].items++;
  return { collections: found, placesOf };
}

const TOO_LONG = say('Names of collections would be too long in there. Choose another collection, or none.');
