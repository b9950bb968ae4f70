import { v5 as uuidOf } from 'uuid';
import { CARD_PARTS, type Field, IDENTITY_PARTS, type Login } from '../../items/plain-item.js';
import { FIELD_TYPES, MATCHES, TYPES } from '../bitwarden-numbers.js';
import type { ImportedItem } from '../item.js';

/** What an export holds: every item in plain text, and every collection, also those without an item. */
export interface Exported {
  organizationId: string;
  items: readonly ImportedItem[];
  /** Every path that an item names, and others. */
  collections: readonly string[];
}

/**
 * The JSON export of an organization, which any client of the format imports; read again it gives the same items.
 *
 * @returns JSON text; the same organization gives the same text
 * Source: import-formats §3.2.
 */
export function exportJson({ organizationId, items, collections }: Exported): string {
  const ids = new Map(collections.map((path) => [path, uuidOf(`collection ${path}`, organizationId)]));
  return JSON.stringify(
    {
      encrypted: false,
      collections: collections.map((name) => ({ id: ids.get(name), organizationId, name, externalId: null })),
      items: items.map((item, index) => ({
        id: uuidOf(`item ${index}`, organizationId),
        organizationId,
        folderId: null,
        type: TYPES.indexOf(item.type),
        reprompt: 0,
        name: item.name,
        notes: item.notes ?? null,
        favorite: false,
        fields: item.fields.map(fieldOf),
        ...partsOf(item),
        passwordHistory: item.passwordHistory.map(({ password, at }) => ({ lastUsedDate: at ?? null, password })),
        creationDate: item.created ?? null,
        revisionDate: item.revised ?? null,
        deletedDate: null,
        collectionIds: item.collections.map((path) => ids.get(path)),
      })),
    },
    undefined,
    2,
  );
}

const fieldOf = ({ name, value, type, linkedId }: Field) => ({
  name,
  value: type === 'linked' ? null : value,
  type: FIELD_TYPES.indexOf(type),
  linkedId: linkedId ?? null,
});

function partsOf(item: ImportedItem): object {
  switch (item.type) {
    case 'login':
      return { login: loginOf(item.login) };
    case 'note':
      return { secureNote: { type: 0 } };
    case 'card':
      return { card: Object.fromEntries(CARD_PARTS.map((part) => [part, item.card[part] ?? null])) };
    case 'identity':
      return { identity: Object.fromEntries(IDENTITY_PARTS.map((part) => [part, item.identity[part] ?? null])) };
    case 'ssh-key': {
      const { privateKey, publicKey, fingerprint } = item.sshKey;
      const key = { privateKey: privateKey ?? null, publicKey: publicKey ?? null };
      return { sshKey: { ...key, keyFingerprint: fingerprint ?? null } };
    }
  }
}

const loginOf = ({ uris, username, password, totp }: Login) => ({
  uris: uris.map(({ uri, match }) => ({ match: match ? MATCHES.indexOf(match) : null, uri })),
  username: username ?? null,
  password: password ?? null,
  totp: totp ?? null,
});
