import { table } from '../table.js';

/** Source: import-formats §4.24. */
export const secureSafeCsv = table({
  id: 'securesafecsv',
  name: 'SecureSafe (csv)',
  needs: ['Title', 'Username', 'Password', 'Comment'],
  columns: { name: 'Title', uris: ['URL', 'Website'], username: 'Username', password: 'Password', notes: 'Comment' },
});
