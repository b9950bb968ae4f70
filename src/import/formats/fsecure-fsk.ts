import { say } from '../../web/message.js';
import { Collector } from '../collector.js';
import type { Format } from '../format.js';
import { need, readJson } from '../json.js';
import { fromSeconds } from '../text.js';

const LOGIN = 1;
const CARD = 2;

/** Source: import-formats §4.24. The PIN of a card stands where a login has its password. */
export const fSecureFsk: Format = {
  id: 'fsecurefsk',
  name: 'F-Secure KEY (fsk)',
  extensions: ['fsk', 'json'],
  detect: ({ text }) => /"creditNumber"\s*:/.test(text),
  async parse(file) {
    const found = new Collector();
    const items = need(readJson(file).at('data'), 'object', fSecureFsk.name);
    for (const [index, [, item]] of items.entries.entries()) {
      const text = (name: string) => item.at(name).text;
      const type = item.at('type').number;
      if (type !== LOGIN && type !== CARD) {
        found.skip(index + 1, say('Its type is unknown.'));
        continue;
      }
      const draft = found.draft(index + 1);
      draft.name = text('service');
      draft.notes = text('notes');
      draft.created = fromSeconds(item.at('createdDate').number || Number.NaN);
      draft.revised = fromSeconds(item.at('modifiedDate').number || Number.NaN);
      if (type === LOGIN) {
        draft.username = text('username');
        draft.password = text('password');
        draft.uri(text('url'));
      } else {
        draft.type = 'card';
        draft.card.set('cardholderName', text('username'));
        draft.cardNumber(text('creditNumber'));
        draft.card.set('code', text('creditCvv'));
        if (!draft.expiry(text('creditExpiry'))) draft.extra('Expiration', text('creditExpiry'));
        draft.field('PIN', text('password'), 'hidden');
      }
      found.add(draft);
    }
    return found.result();
  },
};
