import { folderPath } from '../collector.js';
import { type Cells, readRows, rowsOf } from '../csv.js';
import type { Format } from '../format.js';
import { type Kind, tables } from '../table.js';
import { decodeReferences, evenLines, readText } from '../text.js';
import { fillForm } from './lastpass-form.js';
import { fillNote } from './lastpass-note.js';

const SECURE_NOTE = 'http://sn';
const NO_GROUP = '(none)';

const sites: Kind = {
  needs: ['url', 'username', 'password', 'extra', 'name', 'grouping'],
  columns: { name: 'name', username: 'username', password: 'password', totp: 'totp' },
  refine(draft, row) {
    const [url, extra, group] = [row.cell('url').trim(), row.cell('extra'), row.cell('grouping').trim()];
    if (group !== NO_GROUP) draft.in(folderPath(group));
    if (url === SECURE_NOTE) return fillNote(draft, extra);
    draft.notes = extra;
    draft.uri(url);
  },
};

const forms: Kind = { needs: ['profilename', 'profilelanguage'], columns: { name: 'profilename' }, refine: fillForm };

/** A saved web page has the table in its first `pre`. */
function rows(file: Uint8Array): Cells[] {
  if (file[0] !== '<'.charCodeAt(0)) return readRows(file);
  const text = evenLines(readText(file));
  const start = text.indexOf('<pre>') + '<pre>'.length;
  const end = text.indexOf('</pre>', start);
  return rowsOf(start < '<pre>'.length || end < 0 ? '' : decodeReferences(text.slice(start, end)).trim());
}

/** LastPass's layout, which Passbolt writes too (source: import-formats §4.4, §4.5). */
const layout = (id: string, name: string, extensions: string[], ...kinds: Kind[]): Format => {
  const format = tables({ id, name, extensions, rows }, ...kinds);
  const page = /<pre>\s*url,username,password,/;
  return { ...format, detect: (head) => format.detect(head) || page.test(head.text) };
};

export const lastPassCsv = layout('lastpasscsv', 'LastPass (csv)', ['csv', 'html'], sites, forms);
export const passboltCsv = layout('passboltcsv', 'Passbolt (csv)', ['csv'], sites);
