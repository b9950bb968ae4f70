import { say } from '../../web/message.js';
import { folderPath } from '../collector.js';
import { table } from '../table.js';
import { moment } from '../text.js';

/** Source: import-formats §4.9. Groups stand below one root, which is a collection only where items are right in it. */
export const keePassXCsv = table({
  id: 'keepassxcsv',
  name: 'KeePassX and KeePassXC (csv)',
  needs: ['Title', 'Username', 'Password', 'URL', 'Notes'],
  columns: { name: 'Title', uris: 'URL', username: 'Username', password: 'Password', notes: 'Notes', totp: 'TOTP' },
  skips(row, found) {
    if (row.cell('Title')) return false;
    found.skip(row.number, say('It has no title.'));
    return true;
  },
  refine(draft, row) {
    draft.in(folderPath(row.cell('Group').replace(/^Root\//, '')));
    draft.created = moment(row.cell('Created'));
    draft.revised = moment(row.cell('Last Modified'));
  },
});
