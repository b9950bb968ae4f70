import { say } from '../web/message.js';
import { Collector } from './collector.js';
import { type Cells, readRows } from './csv.js';
import type { Format } from './format.js';
import { UnreadableFile } from './unreadable.js';

interface Headerless extends Pick<Format, 'id' | 'name' | 'detect'> {
  /** Reads each row that is not empty, the first too. */
  read(row: Cells, found: Collector): void;
}

/** A format whose rows stand under no header. */
export const headerless = ({ id, name, detect, read }: Headerless): Format => ({
  id,
  name,
  extensions: ['csv'],
  detect,
  async parse(file) {
    const rows = readRows(file);
    if (rows.length === 0) throw new UnreadableFile(say('This file is empty.'));
    const found = new Collector();
    for (const row of rows) read(row, found);
    return found.result();
  },
});
