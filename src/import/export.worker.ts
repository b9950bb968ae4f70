import type { ItemType } from '../items/plain-item.js';
import { openItem, type Sealed } from '../items/sealed-item.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { exportCsv } from './exports/bitwarden-csv.js';
import { exportJson } from './exports/bitwarden-json.js';
import type { ImportedItem } from './item.js';
import { protect } from './protected-json.js';

export const EXPORT_FORMATS = ['json', 'csv', 'protected'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface SealedRow {
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

/** Opens items and writes them into a file's text, in a thread of its own. */
export default async function writeExport(task: ExportTask): Promise<string> {
  const { organizationId, collections, format, password } = task;
  const key = SymmetricKey.from(task.key);
  const items = task.rows.map((row) => opened(row, key));
  if (format === 'csv') return exportCsv({ items }).text;
  const json = exportJson({ organizationId, items, collections });
  return format === 'json' ? json : protect(json, password);
}

function opened({ type, head, body, collections, createdAt, revisedAt }: SealedRow, key: SymmetricKey): ImportedItem {
  const item = openItem({ type, head: read(head), body: read(body) }, key);
  return { ...item, collections, created: createdAt, revised: revisedAt };
}

const read = (sealed: Sealed | string): Sealed => (typeof sealed === 'string' ? JSON.parse(sealed) : sealed);
