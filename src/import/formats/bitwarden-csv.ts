import { folderPath } from '../collector.js';
import { cellsOf } from '../csv.js';
import { table } from '../table.js';

/**
 * Source: import-formats §3.1; every type but `note` is a login. A cell of several collections or websites is itself a row of
 * CSV. The folder of an individual export becomes a collection: the reference loses it.
 */
export const bitwardenCsv = table({
  id: 'bitwardencsv',
  name: 'Bitwarden (csv)',
  needs: ['type', 'name', 'login_password'],
  columns: {
    name: 'name',
    notes: 'notes',
    username: ['login_username', 'username'],
    password: ['login_password', 'password'],
    totp: ['login_totp', 'totp'],
  },
  withParents: false,
  refine(draft, row) {
    if (row.cell('type').trim().toLowerCase() === 'note') draft.type = 'note';
    for (const uri of cellsOf(row.cell('login_uri', 'uri'))) draft.uri(uri);
    for (const path of cellsOf(row.cell('collections'))) draft.in(folderPath(path));
    if (!row.has('collections')) draft.in(folderPath(row.cell('folder')));
    for (const line of row.cell('fields').split('\n')) {
      const end = line.lastIndexOf(': ');
      if (end >= 0) draft.fields.push({ name: line.slice(0, end), value: line.slice(end + 2), type: 'text' });
    }
  },
});
