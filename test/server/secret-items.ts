import { CARD_PARTS, IDENTITY_PARTS } from '../../src/items/plain-item.js';

export const ITEMS = 20_000;
export const COLLECTIONS = 40;

const secrets: string[] = [];
/** A word that only the file of a customer holds. */
function secret(part: string): string {
  const word = `hemligt${part}x7q`;
  secrets.push(word);
  return word;
}
const each = (kind: string, parts: readonly string[]) =>
  Object.fromEntries(parts.map((part) => [part, secret(kind + part)]));

const login = {
  type: 1,
  login: { ...each('login', ['username', 'password', 'totp']), uris: [{ uri: `https://${secret('host')}.example` }] },
  passwordHistory: [{ password: secret('past'), lastUsedDate: '2026-01-01T00:00:00.000Z' }],
};
const others = [
  { type: 2, notes: secret('notes') },
  { type: 3, card: each('card', CARD_PARTS) },
  { type: 4, identity: each('identity', IDENTITY_PARTS) },
  { type: 5, sshKey: each('ssh', ['privateKey', 'publicKey', 'keyFingerprint']) },
  { type: 2, fields: [0, 1].map((type) => ({ type, name: secret(`name${type}`), value: secret(`value${type}`) })) },
];
const NAME = secret('itemname');
export const FILE_PASSWORD = secret('filepassword');

/** Every secret part that an item can have. */
export const SECRETS: readonly string[] = secrets;

const items = Array.from({ length: ITEMS }, (_, at) => ({
  ...(at % 20 === 0 ? others[(at / 20) % others.length] : login),
  collectionIds: [String(at % COLLECTIONS)],
}));
const collections = Array.from({ length: COLLECTIONS }, (_, at) => ({ id: String(at), name: `Avdelning ${at}` }));

/** A customer's export: mostly logins, but items of every kind. No item is also in another one's. */
export const exported = (number: number): string =>
  JSON.stringify({ collections, items: items.map((item, at) => ({ name: `${NAME} ${number} ${at}`, ...item })) });

/** A table that begins well. */
export const table = ['url,username,password,totp,extra,name,grouping,fav']
  .concat(secrets.map((one) => `https://${one}.example,${one},${one},${one},${one},${one},,0`))
  .join('\n');
