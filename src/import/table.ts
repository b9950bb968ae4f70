import { say } from '../web/message.js';
import { Collector, folderPath } from './collector.js';
import { type Cells, readRows } from './csv.js';
import type { Draft } from './draft.js';
import type { Format } from './format.js';
import { Header, Row } from './row.js';
import { UnreadableFile } from './unreadable.js';

/** Which columns hold what; of several the first filled one counts, and for `uris` all of them. */
export interface Columns {
  name?: string | string[];
  uris?: string | string[];
  username?: string | string[];
  password?: string | string[];
  totp?: string | string[];
  notes?: string | string[];
  collection?: string | string[];
}

/** How the rows under a header become items. */
export interface Kind {
  /** The columns by which it is known, and without which it is refused. */
  needs: string[];
  /** Is a header of this kind? Where the needed columns do not tell. */
  known?(header: string[]): boolean;
  columns?: Columns;
  /** Columns that are not imported. Where this is given, all that stand nowhere become custom fields. */
  ignored?: string[];
  /** Does a row give no item? What there is to say of it is said here. */
  skips?(row: Row, found: Collector): boolean;
  /** What is not a matter of columns alone. */
  refine?(draft: Draft, row: Row, found: Collector): void;
  /** Reads the rows itself, where one by one will not do. */
  readAll?(rows: Row[], found: Collector): void;
}

interface About {
  id: string;
  name: string;
  extensions?: string[];
  /** Are the folders above a folder collections too? They are, unless this is false. */
  withParents?: boolean;
  /** Where the file is no plain CSV. */
  rows?(file: Uint8Array): Cells[];
}

/** A format that is a table: which column holds what. */
export const table = (format: About & Kind): Format => tables(format, format);

/** A format of several tables, told apart by their columns. */
export function tables(
  { id, name, extensions = ['csv'], rows = readRows, withParents }: About,
  ...kinds: Kind[]
): Format {
  return {
    id,
    name,
    extensions,
    detect: ({ header }) => kinds.some((kind) => isOf(kind, header) && (kind.known?.(header) ?? true)),
    async parse(file) {
      const found = new Collector(withParents);
      const [first, ...rest] = rows(file);
      const header = new Header(first?.cells ?? []);
      const kind = kinds.find((one) => isOf(one, header.names)) ?? refuse(name, kinds[0], header);
      if (rest.length === 0) throw new UnreadableFile(say('This file has a header and no rows.'));
      const all = rest.map(({ number, cells }) => new Row(number, header, cells));
      if (kind.readAll) kind.readAll(all, found);
      else readEach(kind, all, found);
      return found.result();
    },
  };
}

function isOf({ needs }: Kind, header: string[]): boolean {
  const names = new Set(header.map((column) => column.toLowerCase()));
  return needs.every((column) => names.has(column.toLowerCase()));
}

function refuse(format: string, { needs }: Kind, header: Header): never {
  const columns = needs.filter((column) => !header.places.has(column.toLowerCase())).join(', ');
  throw new UnreadableFile(
    say('This is not a file of {{format}}: these columns are missing: {{columns}}.', { format, columns }),
  );
}

function readEach(kind: Kind, rows: Row[], found: Collector): void {
  for (const row of rows) {
    if (kind.skips?.(row, found)) continue;
    const draft = draftOf(kind, row, found);
    kind.refine?.(draft, row, found);
    found.add(draft);
  }
}

/** An item with what its row's columns say. */
export function draftOf({ columns = {}, ignored }: Kind, row: Row, found: Collector): Draft {
  const draft = found.draft(row.number);
  fill(draft, row, columns);
  const known = [...Object.values(columns).flat(), ...(ignored ?? [])];
  if (ignored) for (const [column, cell] of row.others(known)) draft.extra(column, cell);
  return draft;
}

const listed = (columns: string | string[] = []) => [columns].flat();

function fill(draft: Draft, row: Row, columns: Columns): void {
  draft.name = row.cell(...listed(columns.name));
  draft.username = row.cell(...listed(columns.username));
  draft.password = row.cell(...listed(columns.password));
  draft.totp = row.cell(...listed(columns.totp));
  draft.notes = row.cell(...listed(columns.notes));
  for (const uri of row.filled(...listed(columns.uris))) draft.uri(uri);
  draft.in(folderPath(row.cell(...listed(columns.collection))));
}
