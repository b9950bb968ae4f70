import { folderPath } from '../collector.js';
import { draftOf, type Kind, table } from '../table.js';

const GROUP = /^\[(.+)\]$/;
const MARKER = '>>>';

const items: Kind = {
  needs: ['Title', 'User name', 'Account', 'URL', 'Password', 'Description'],
  columns: { name: 'Title', username: 'User name', uris: 'URL', password: 'Password', notes: 'Description' },
  ignored: [],
};

/** Source: import-formats §4.24. A line in brackets names the group of the rows below it. */
export const passwordXpCsv = table({
  id: 'passwordxpcsv',
  name: 'Password XP (csv)',
  needs: items.needs,
  readAll(rows, found) {
    let group = '';
    for (const row of rows) {
      const [, named] = GROUP.exec(row.first) ?? [];
      if (named) group = folderPath(named);
      else if (row.first !== MARKER) {
        const draft = draftOf(items, row, found);
        draft.in(group);
        draft.noteIfBare();
        found.add(draft);
      }
    }
  },
});
