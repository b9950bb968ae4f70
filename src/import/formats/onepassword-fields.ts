import type { IdentityPart } from '../../items/plain-item.js';
import type { Draft } from '../draft.js';
import type { Json } from '../json.js';
import { readSshKey } from '../ssh-key.js';
import { fromSeconds } from '../text.js';

export const DOCUMENT = '006';
export const ROUTER = '109';
const SERVER = '110';
const CREDENTIAL = '112';

const PERSON = new Map<string, IdentityPart>([
  ['firstname', 'firstName'],
  ['initial', 'middleName'],
  ['lastname', 'lastName'],
  ['defphone', 'phone'],
  ['phone', 'phone'],
  ['company', 'company'],
  ['org_name', 'company'],
  ['company_name', 'company'],
  ['username', 'username'],
  ['state', 'state'],
  ['country', 'country'],
  ['issuing_country', 'country'],
  ['address1', 'address1'],
  ['address2', 'address2'],
  ['city', 'city'],
  ['zip', 'postalCode'],
]);
const FULL_NAMES = ['fullname', 'name', 'member_name'];
const NUMBERS = new Map<string, IdentityPart>([
  ['103', 'licenseNumber'],
  ['106', 'passportNumber'],
  ['108', 'ssn'],
]);
const ADDRESS: [string, IdentityPart][] = [
  ['street', 'address1'],
  ['city', 'city'],
  ['zip', 'postalCode'],
  ['state', 'state'],
];

/** A field under way: what it says, and how it is called. */
interface Told {
  id: string;
  title: string;
  kind: string;
  text: string;
  value: Json;
  category: string;
}

/**
 * A field of a section: a part of the item where it has one, else a custom field under its own or its section's title.
 * Source: import-formats §4.1.
 */
export function readField(draft: Draft, field: Json, section: string, category: string): void {
  const [kind, value] = field.at('value').entries[0] ?? [];
  if (!kind || !value) return;
  const [id, title] = [field.at('id').text, field.at('title').text];
  if (kind === 'sshKey') readKey(draft, value);
  else keep(draft, { id, title: title || section, kind, value, category });
  if (kind === 'email') draft.extra('provider', value.at('provider').text);
}

/** Takes a field as the part of the item that it is, or as a custom field. */
export function keep(draft: Draft, field: Omit<Told, 'text'>): void {
  const told = { ...field, text: textOf(field.kind, field.value) };
  if (told.kind === 'address' && draft.type === 'identity') readAddress(draft, told.value);
  else if (told.text && !isPast(draft, told) && !part(draft, told)) {
    draft.extra(told.title, told.text, told.kind === 'concealed' ? 'hidden' : 'text');
  }
}

function textOf(kind: string, value: Json): string {
  if (kind === 'date') return fromSeconds(value.number ?? Number.NaN)?.toUTCString() ?? value.text;
  if (kind === 'email') return value.at('email_address').text || value.text;
  if (kind === 'address') {
    const lines = ['street', 'city', 'state', 'zip', 'country'].map((line) => value.at(line).text);
    return lines.filter(Boolean).join(', ');
  }
  return value.text;
}

const isPast = (draft: Draft, { title, text }: Told) =>
  title === 'password' && draft.passwordHistory.some(({ password }) => password === text);

/** @returns false when the item has no such part, or has it already */
function part(draft: Draft, told: Told): boolean {
  if (draft.type === 'login') return loginPart(draft, told);
  if (draft.type === 'card') return cardPart(draft, told);
  return draft.type === 'identity' && personPart(draft, told);
}

function loginPart(draft: Draft, { id, title, kind, text, category }: Told): boolean {
  const label = title.toLowerCase();
  if (label === 'username' && !draft.username) draft.username = text;
  else if (label === 'password' && !draft.password) draft.password = text;
  else if ((id.startsWith('TOTP_') || kind === 'totp') && !draft.totp) draft.totp = text;
  else if (category === SERVER && id === 'url') draft.uri(text);
  else if (category === CREDENTIAL && label === 'credential' && !draft.password) draft.password = text;
  else if (category === CREDENTIAL && label === 'hostname') draft.uri(text);
  else return false;
  return true;
}

function cardPart(draft: Draft, { id, text }: Told): boolean {
  if (id === 'ccnum') draft.cardNumber(text);
  else if (id === 'cvv') draft.card.set('code', text);
  else if (id === 'cardholder' || id === 'owner') draft.card.set('cardholderName', text);
  else if (id === 'expiry') return draft.expiry(text.replace(/^(\d{4})(\d\d)$/, '$2/$1'));
  else return id === 'type';
  return true;
}

function personPart(draft: Draft, { id, kind, text, category }: Told): boolean {
  const name = id === 'number' ? NUMBERS.get(category) : PERSON.get(id);
  const wanted = name ?? (id === 'email' || kind === 'email' ? 'email' : undefined);
  if (FULL_NAMES.includes(id) && !draft.identity.has('firstName')) draft.fullName(text);
  else if (wanted && !draft.identity.has(wanted)) draft.identity.set(wanted, text);
  else return false;
  return true;
}

function readAddress(draft: Draft, value: Json): void {
  for (const [line, name] of ADDRESS) draft.identity.set(name, value.at(line).text);
  draft.identity.set('country', value.at('country').text.toUpperCase());
}

/** What is no key that can be read stays as a secret text. */
function readKey(draft: Draft, value: Json): void {
  const text = value.at('metadata').at('privateKey').text || value.at('privateKey').text || value.text;
  const key = readSshKey(text);
  if (key && draft.type === 'ssh-key') Object.assign(draft.sshKey, key);
  else draft.field('private key', text, 'hidden');
}
