import type { Field, ItemType, UriMatch } from '../items/plain-item.js';

/** The numbers that Bitwarden's JSON has for types, by place (source: import-formats §3.2). */
export const TYPES: (ItemType | undefined)[] = [undefined, 'login', 'note', 'card', 'identity', 'ssh-key'];
export const FIELD_TYPES: Field['type'][] = ['text', 'hidden', 'boolean', 'linked'];
export const MATCHES: UriMatch[] = ['domain', 'host', 'starts-with', 'exact', 'regex', 'never'];
