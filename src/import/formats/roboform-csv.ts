import type { Draft } from '../draft.js';
import { table } from '../table.js';

/** Source: import-formats §4.16. The last column goes on in the cells right of it, one field each. */
export const roboFormCsv = table({
  id: 'roboformcsv',
  name: 'RoboForm (csv)',
  needs: ['Name', 'Url', 'MatchUrl', 'Login', 'Pwd', 'Note', 'Folder'],
  columns: { name: 'Name', uris: 'Url', username: 'Login', password: 'Pwd', notes: 'Note', collection: 'Folder' },
  skips: (row) => row.cell('Name') === '--' && !row.cell('Pwd'),
  refine(draft, row) {
    if (row.has('Rf_fields')) for (const cell of [row.cell('Rf_fields'), ...row.surplus]) oldField(draft, cell);
    else newFields(draft, [row.cell('RfFieldsV2'), ...row.surplus]);
    draft.noteIfBare();
  },
});

/** `name:…:value`, where `-no-name-` is no name. */
function oldField(draft: Draft, cell: string): void {
  const [name, , ...value] = cell.split(':');
  draft.extra(name === '-no-name-' ? '' : name, value.join(':'));
}

/** `name,,,type,value`. The login's own name and password are among them; others of that kind are numbered. */
function newFields(draft: Draft, cells: string[]): void {
  let [users, passwords] = [0, 0];
  for (const cell of cells) {
    const [name, , , kind, ...rest] = cell.split(',');
    const value = rest.join(',');
    if (name === 'TOTP KEY$') draft.totp = value;
    else if (name === 'User ID$') {
      if (value !== draft.username) draft.extra(`Alternate User ID ${++users}`, value);
    } else if (name === 'Password$') {
      if (value !== draft.password) draft.extra(`Alternate Password ${++passwords}`, value, 'hidden');
    } else draft.extra(name, value, kind === 'pwd' ? 'hidden' : 'text');
  }
}
