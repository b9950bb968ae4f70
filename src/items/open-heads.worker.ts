import { KeyError } from '../keys/key-error.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import { nfc } from '../web/spelling.js';
import { byName } from './item-index.js';
import { openHead, type Sealed } from './sealed-item.js';

export interface HeadsTask {
  key: Uint8Array;
  heads: SealedHead[];
}
export interface SealedHead {
  id: string;
  /** JSON. */
  head: string;
}

export interface OpenedHead {
  id: string;
  name: string;
  username?: string;
  /** What the search looks through: name, username and URIs in small letters. */
  text: string;
}

/** Opens what lists show of many items. @returns them in the order of their names */
export default function openHeads({ key, heads }: HeadsTask): OpenedHead[] {
  const organizationKey = SymmetricKey.from(key);
  return heads.map((head) => opened(head, organizationKey)).sort(byName);
}

/** One that was tampered with does not hide the others: it stands there without its name. */
function opened({ id, head }: SealedHead, key: SymmetricKey): OpenedHead {
  try {
    const { name, username = '', uris = [] } = openHead(JSON.parse(head) as Sealed, key);
    const text = nfc([name, username, ...uris.map(({ uri }) => uri)].join('\n')).toLowerCase();
    return { id, name, text, ...(username && { username }) };
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return { id, name: '?', text: '' };
  }
}
