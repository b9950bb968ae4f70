import { say } from '../../web/message.js';
import { folderPath } from '../collector.js';
import { headerless } from '../headerless.js';

const FEWEST = 6;
const FIRST_PAIR = 7;

/** Source: import-formats §4.10. After seven cells come pairs of name and value. */
export const keeperCsv = headerless({
  id: 'keepercsv',
  name: 'Keeper (csv)',
  detect: ({ header }) => header.length >= FEWEST && /^https?:\/\//.test(header[4]),
  read({ number, cells }, found) {
    if (cells.length < FEWEST) return found.skip(number, say('The row has too few cells.'));
    const draft = found.draft(number);
    const [folder, title, login, password, url, notes] = cells;
    Object.assign(draft, { name: title, username: login, password, notes });
    draft.in(folderPath(folder));
    draft.uri(url);
    for (let at = FIRST_PAIR; at < cells.length; at += 2) {
      const [name, value = ''] = [cells[at], cells[at + 1]];
      if (name === 'TFC:Keeper') draft.totp = value;
      else draft.extra(name, value);
    }
    found.add(draft);
  },
});
