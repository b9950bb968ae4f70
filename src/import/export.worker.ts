import type { ItemType } from '../items/plain-item.js';
import { openItem, type Sealed } from '../items/sealed-item.js';
import { KeyError } from '../keys/key-error.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { exportCsv } from './exports/bitwarden-csv.js';
import { exportJson } from './exports/bitwarden-json.js';
import type { ImportedItem } from './item.js';
import { protect } from './protected-json.js';

export const EXPORT_FORMATS = ['json', 'csv', 'protected'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface SealedRow {
  id: string;
  type: ItemType;
  /** MariaDB gives JSON as text, MySQL as a value. */
  head: Sealed | string;
  body: Sealed | string;
  createdAt: Date;
  revisedAt: Date;
  importId: string | null;
  /** Names. */
  collections: string[];
}

export interface ExportTask {
  format: ExportFormat;
  /** Of the protected format. */
  password: string;
  organizationId: string;
  /** The organization's key. */
  key: Uint8Array;
  rows: SealedRow[];
  collections: string[];
}

export interface Written {
  text: string;
  /** How many items are in it. */
  count: number;
  /** The ids of those that are missing: what their rows hold was changed, or belongs to another key. */
  damaged: string[];
}

/** Opens items and writes them into a file's text, in a thread of its own. */
export default async function writeExport(task: ExportTask): Promise<Written> {
  const { organizationId, collections, format, password } = task;
  const key = SymmetricKey.from(task.key);
  const all = task.rows.map((row) => opened(row, key));
  const items = all.filter((item) => item !== undefined);
  const damaged = task.rows.flatMap(({ id }, place) => (all[place] ? [] : [id]));
  if (format === 'csv') {
    const { text, leftOut } = exportCsv({ items });
    return { text, count: items.length - leftOut, damaged };
  }
  const json = exportJson({ organizationId, items, collections });
  return { text: format === 'json' ? json : await protect(json, password), count: items.length, damaged };
}

/** One that is damaged does not keep the others back. */
function opened(row: SealedRow, key: SymmetricKey): ImportedItem | undefined {
  const { type, head, body, collections, createdAt, revisedAt } = row;
  try {
    const item = openItem({ type, head: read(head), body: read(body) }, key);
    return { ...item, collections, created: createdAt, revised: revisedAt };
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return undefined;
  }
}

const read = (sealed: Sealed | string): Sealed => (typeof sealed === 'string' ? JSON.parse(sealed) : sealed);
