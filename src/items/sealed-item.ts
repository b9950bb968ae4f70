import { createHmac } from 'node:crypto';
import { decryptText, encrypt } from '../keys/enc-string.js';
import { hkdf } from '../keys/hkdf.js';
import { KeyError } from '../keys/key-error.js';
import type { SymmetricKey } from '../keys/symmetric-key.js';
import type { ItemType, PlainItem, Uri } from './plain-item.js';

/** A value of JSON in which texts are EncStrings of type 2, but for those that only say how the rest is meant. */
export type Sealed = { [name: string]: Sealed | Sealed[] | string | number | undefined };

/** What lists and the search need of an item. */
interface PlainHead {
  name: string;
  username?: string;
  uris?: Uri[];
}

/** An item as its row holds it: what lists need, and the rest. */
export interface SealedItem {
  type: ItemType;
  head: Sealed;
  body: Sealed;
  /** Equal for items with the same name, username and first URI in one organization, and says nothing else of them. */
  likeness: string;
}

/** Words of our own and moments: they are not encrypted. */
const OPEN = new Set(['type', 'match', 'linkedId', 'at']);

/** Applies `turn` to every text that is encrypted. Numbers and our own words stay as they are. */
function turned(value: unknown, turn: (text: string) => string, name = ''): unknown {
  if (typeof value === 'string') return OPEN.has(name) ? value : turn(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => turned(one, turn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, turned(one, turn, inner)]));
}

/**
 * Encrypts each field of an item under the organization's key (design §3).
 * @param item plain text; `collections` or other parts that are no part of the item must not be in it
 */
export function sealItem(item: PlainItem, key: SymmetricKey, likenessKey = likenessKeyOf(key)): SealedItem {
  const { type, name, ...rest } = item;
  const { login, ...others } = rest as typeof rest & { login?: { username?: string; uris: Uri[] } };
  const { username, uris, ...secrets } = login ?? { uris: [] };
  const head: PlainHead = { name, ...(login && { username, uris }) };
  const body = { ...others, ...(login && { login: secrets }) };
  const close = (text: string) => encrypt(text, key);
  return {
    type,
    head: turned(head, close) as Sealed,
    body: turned(body, close) as Sealed,
    likeness: likenessOf(head, likenessKey),
  };
}

/** Opens what lists show. @throws KeyError when a field was changed or belongs to another key */
export const openHead = (head: Sealed, key: SymmetricKey): PlainHead =>
  turned(head, (text) => decryptText(text, key)) as unknown as PlainHead;

/** Opens the whole item. @throws KeyError as {@link openHead} */
export function openItem({ type, head, body }: Omit<SealedItem, 'likeness'>, key: SymmetricKey): PlainItem {
  const { name, username, uris } = openHead(head, key);
  const { login, ...others } = turned(body, (text) => decryptText(text, key)) as { login?: object } & PlainItem;
  if (!Array.isArray(others.passwordHistory) || !Array.isArray(others.fields))
    throw new KeyError('the item is not whole');
  const passwordHistory = others.passwordHistory.map(({ password, at }) => ({
    password,
    ...(at && { at: new Date(at) }),
  }));
  const opened = { ...others, type, name, passwordHistory };
  return (login ? { ...opened, login: { ...login, username, uris } } : opened) as PlainItem;
}

/** The key of {@link SealedItem.likeness}, derived from the organization's: HKDF-SHA-256 (RFC 5869). */
export const likenessKeyOf = (key: SymmetricKey): Buffer => hkdf(key.bytes, '', 'clientele item likeness', 32);

/** HMAC-SHA-256 in hex over name, username and first URI. */
const likenessOf = ({ name, username = '', uris = [] }: PlainHead, key: Buffer): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([name, username, uris[0]?.uri ?? '']))
    .digest('hex');
