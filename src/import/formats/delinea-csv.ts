import { table } from '../table.js';

/** Source: import-formats §4.24. */
export const delineaCsv = table({
  id: 'delineacsv',
  name: 'Delinea (csv)',
  needs: ['Secret Name', 'Username', 'Password', 'TOTP Key'],
  columns: {
    name: 'Secret Name',
    uris: 'URL',
    username: 'Username',
    password: 'Password',
    notes: 'Notes',
    totp: 'TOTP Key',
    collection: 'Folder',
  },
  refine: (draft, row) => draft.extra('TOTP Backup Codes', row.cell('TOTP Backup Codes'), 'hidden'),
});
