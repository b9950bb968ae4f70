import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { v7 as uuid } from 'uuid';
import type { Problem } from '../items/import.entity.js';
import type { ItemType } from '../items/plain-item.js';
import { likenessKeyOf, sealItem } from '../items/sealed-item.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { type Message, say } from '../web/message.js';
import { type Destination, destinations } from './destinations.js';
import { detectFormat, formatOf } from './formats.js';
import type { ImportedItem, Result } from './item.js';
import { UnreadableFile } from './unreadable.js';

export interface ReadTask {
  file: Uint8Array;
  /** A format's id; none is found out. */
  format?: string;
  password: string;
  /** The name of the collection under which everything goes. */
  target?: string;
  /** The organization's key. */
  key: Uint8Array;
  now: Date;
  /** Where batches are asked for, one message each, and sent. */
  port: MessagePort;
}

/** What anybody who imports may know of the file. */
export interface Summary {
  format: string;
  items: number;
  /** How many of them go into no collection. */
  unassigned: number;
  counts: Partial<Record<ItemType, number>>;
  collections: Destination[];
  problems: Problem[];
  faults: number;
}

/** A sealed item as its row will be: id, type, head, body, likeness, created, revised. */
type StagedRow = [string, ItemType, string, string, string, Date, Date];

export interface Batch {
  rows: StagedRow[];
  /** Item and number of the collection. */
  places: [itemId: string, place: number][];
}

export type Outcome = { unreadable?: { sentence: Message; asksPassword: boolean } };

/** Of a batch: writing it takes a few milliseconds in which the server answers nobody. */
const ROWS = 200;
/** What a statement holds stays below 4 MB, the least that a server takes; an item alone is bounded by items/item-limits.ts. */
const CHARACTERS = 2_000_000;
const CHARACTERS_OF_PLACE = 50;
const SHOWN_PROBLEMS = 200;

/**
 * Reads an uploaded file and seals each of its items, in a thread of its own: plain text is in this thread's memory and nowhere else.
 * Sends the {@link Summary} first; then, each time it is asked, a {@link Batch}; `undefined` when there are no more.
 */
export default async function readUpload(task: ReadTask): Promise<Outcome> {
  try {
    const { name, result } = await parsed(task);
    const { collections, placesOf } = destinations(result, task.target);
    let asked = once(task.port, 'message');
    const unassigned = result.items.filter((item) => placesOf(item).length === 0).length;
    task.port.postMessage({ ...summaryOf(name, result), unassigned, collections } satisfies Summary);
    for (const batch of batches(result.items, placesOf, task)) {
      await asked;
      asked = once(task.port, 'message');
      task.port.postMessage(batch);
    }
    await asked;
    task.port.postMessage(undefined);
    return {};
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { unreadable: { sentence: error.sentence, asksPassword: error.asksPassword } };
  }
}

async function parsed({ file, format: id, password }: ReadTask): Promise<{ name: string; result: Result }> {
  const format = id ? formatOf(id) : detectFormat(file);
  if (!format) throw new UnreadableFile(say('The file does not show which program it comes from. Choose the format.'));
  const result = await format.parse(file, { password: password || undefined });
  if (result.items.length > 0 || result.collections.length > 0) return { name: format.name, result };
  const [problem] = result.problems;
  throw new UnreadableFile(
    problem
      ? say('Nothing of this file can be imported. Row {{row}}: {{reason}}', {
          row: problem.row,
          reason: problem.reason,
        })
      : say('There is nothing in this file, or it is not of the format {{format}}.', { format: format.name }),
  );
}

function summaryOf(format: string, { items, problems }: Result) {
  const counts: Summary['counts'] = {};
  for (const { type } of items) counts[type] = (counts[type] ?? 0) + 1;
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  return { format, items: items.length, counts, problems: shown, faults: problems.length };
}

function* batches(items: ImportedItem[], placesOf: (item: ImportedItem) => number[], task: ReadTask): Generator<Batch> {
  const key = SymmetricKey.from(task.key);
  const likenessKey = likenessKeyOf(key);
  let batch: Batch = { rows: [], places: [] };
  let characters = 0;
  for (const item of items) {
    const { collections: _, created, revised, ...plain } = item;
    const { type, head, body, likeness } = sealItem(plain, key, likenessKey);
    const [headText, bodyText, id] = [JSON.stringify(head), JSON.stringify(body), uuid()];
    batch.rows.push([id, type, headText, bodyText, likeness, created ?? task.now, revised ?? created ?? task.now]);
    const places = placesOf(item);
    for (const place of places) batch.places.push([id, place]);
    characters += headText.length + bodyText.length + places.length * CHARACTERS_OF_PLACE;
    if (batch.rows.length < ROWS && characters < CHARACTERS) continue;
    yield batch;
    [batch, characters] = [{ rows: [], places: [] }, 0];
  }
  if (batch.rows.length > 0) yield batch;
}
