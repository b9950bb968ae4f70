import { say } from '../web/message.js';
import type { Collector } from './collector.js';
import { checkCount } from './limits.js';
import { readText } from './text.js';
import { UnreadableFile } from './unreadable.js';

const DEEPEST = 100;
const MOST_NODES = 5_000_000;

/** Something of a JSON file, of whatever kind: what is not there or of another kind reads as nothing. */
export class Json {
  constructor(private readonly value: unknown) {}

  /** An own property; names that all objects have, such as `constructor`, are found only where the file has them. */
  at(name: string): Json {
    const { value } = this;
    return new Json(this.isObject && Object.hasOwn(value as object, name) ? (value as never)[name] : undefined);
  }

  /** Text; numbers and booleans in words. */
  get text(): string {
    const { value } = this;
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** Is it true, or a number other than 0? */
  get isTrue(): boolean {
    return this.value === true || (typeof this.value === 'number' && this.value !== 0);
  }

  get isBoolean(): boolean {
    return typeof this.value === 'boolean';
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  get list(): Json[] {
    return Array.isArray(this.value) ? this.value.map((one) => new Json(one)) : [];
  }

  get entries(): [name: string, value: Json][] {
    return this.isObject ? Object.entries(this.value as object).map(([name, value]) => [name, new Json(value)]) : [];
  }

  /** As JSON text. */
  get source(): string {
    return JSON.stringify(this.value) ?? '';
  }
}

/** @throws UnreadableFile when the file is no JSON, or nests deeper than 100 */
export const readJson = (file: Uint8Array): Json => parseJson(readText(file));

/** {@link readJson} of a text. */
export function parseJson(text: string): Json {
  checkShape(text);
  try {
    return new Json(JSON.parse(text));
  } catch {
    throw new UnreadableFile(say('This file is not valid JSON.'));
  }
}

/** @throws UnreadableFile when this is no list, or no object, so that the file is of another format */
export function need(json: Json, kind: 'list' | 'object', format: string): Json {
  if (kind === 'list' ? json.isList : json.isObject) return json;
  throw new UnreadableFile(say('This is not a file of {{format}}: it has no list of items.', { format }));
}

/** Reads each of a list's objects; what is none is noted as a problem. */
export function eachItem(list: Json, found: Collector, read: (item: Json, row: number) => void): void {
  const all = list.list;
  checkCount('items', all.length);
  for (const [index, item] of all.entries()) {
    if (item.isObject) read(item, index + 1);
    else found.skip(index + 1, say('This is not an item.'));
  }
}

const [QUOTE, ESCAPE, COMMA] = [34, 92, 44];
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** Depth and number of values, before anything is built of them. */
function checkShape(text: string): void {
  let depth = 0;
  let nodes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPENING.has(code)) {
      nodes++;
      if (++depth > DEEPEST) throw new UnreadableFile(say('This file is nested too deeply.'));
    } else if (CLOSING.has(code)) depth--;
    else if (code === COMMA) nodes++;
  }
  if (nodes > MOST_NODES) throw new UnreadableFile(say('This file has more values than an import may hold.'));
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === ESCAPE ? 2 : 1;
  return at;
}

/** The list that a cell holds as JSON; nothing when it holds none. */
export function listIn(cell: string): Json[] | undefined {
  try {
    const json = parseJson(cell);
    return json.isList ? json.list : undefined;
  } catch {
    return undefined;
  }
}
