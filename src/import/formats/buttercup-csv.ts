import { folderPath } from '../collector.js';
import { table } from '../table.js';

const NOTHING = '--';

/** Source: import-formats §4.24. A row for a group alone has `--` for a title; with a secret in it, it is an item. */
export const buttercupCsv = table({
  id: 'buttercupcsv',
  name: 'Buttercup (csv)',
  needs: ['!group_id', '!group_name', 'title', 'username', 'password'],
  columns: {
    name: 'title',
    username: 'username',
    password: 'password',
    uris: 'URL',
    notes: ['note', 'notes'],
    collection: '!group_name',
  },
  ignored: ['!group_id', '!type', 'id'],
  skips(row, found) {
    const isGroup = row.cell('title') === NOTHING && row.filled('username', 'password', 'url').length === 0;
    if (isGroup) found.collection(row.number, folderPath(row.cell('!group_name')));
    return isGroup;
  },
});
