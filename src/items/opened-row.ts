import { KeyError } from '../keys/key-error.js';
import type { SymmetricKey } from '../keys/symmetric-key.js';
import { say } from '../web/message.js';
import { Ended } from '../web/refusal.js';
import type { Item } from './item.entity.js';
import type { PlainItem } from './plain-item.js';
import { openItem } from './sealed-item.js';

/** An item in plain text. @throws Ended where what its row holds was changed, or belongs to another key */
export function openedRow(row: Item, key: SymmetricKey): PlainItem {
  try {
    return openItem(row, key);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    throw new Ended(
      say('This item cannot be opened'),
      say(
        'What is kept of it was damaged in the database, or belongs to another key. Whoever runs the server may have it in a backup; until then it can be moved to the trash in the list of items.',
      ),
    );
  }
}
