import type { IdentityPart } from '../../items/plain-item.js';
import type { Draft } from '../draft.js';

const KIND = /^NoteType:(.*)$/m;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const ADDRESS = new Map<string, IdentityPart>([
  ['Title', 'title'],
  ['First Name', 'firstName'],
  ['Middle Name', 'middleName'],
  ['Last Name', 'lastName'],
  ['Username', 'username'],
  ['Company', 'company'],
  ['Address 1', 'address1'],
  ['Address 2', 'address2'],
  ['Address 3', 'address3'],
  ['City / Town', 'city'],
  ['State', 'state'],
  ['Zip / Postal Code', 'postalCode'],
  ['Country', 'country'],
  ['Email Address', 'email'],
]);

/** A secure note of LastPass: cards and addresses are notes of lines `Key:Value`, and `Notes:` begins the free text. */
export function fillNote(draft: Draft, text: string): void {
  const kind = text.startsWith('NoteType:') ? KIND.exec(text)?.[1].trim() : undefined;
  if (kind === 'Credit Card') {
    draft.type = 'card';
    eachLine(draft, text, (key, value) => cardLine(draft, key, value));
  } else if (kind === 'Address') {
    draft.type = 'identity';
    eachLine(draft, text, (key, value) => addressLine(draft, key, value));
  } else {
    draft.type = 'note';
    draft.notes = text;
  }
}

/** @param take says whether it has taken the line; all others become custom fields */
function eachLine(draft: Draft, text: string, take: (key: string, value: string) => boolean): void {
  const notes = /^Notes:/m.exec(text);
  draft.notes = notes ? text.slice(notes.index + notes[0].length) : '';
  for (const line of text.slice(0, notes?.index).split('\n').slice(1)) {
    const [, key, value] = /^([^:]*):(.*)$/.exec(line) ?? ['', line, ''];
    if (!take(key, value)) draft.extra(key, value);
  }
}

function cardLine(draft: Draft, key: string, value: string): boolean {
  const parts = { 'Name on Card': 'cardholderName', Number: 'number', 'Security Code': 'code' } as const;
  if (Object.hasOwn(parts, key)) draft.card.set(parts[key as keyof typeof parts], value);
  else if (key === 'Expiration Date') {
    const [month, year = ''] = value.split(',');
    draft.card.set('expMonth', String(MONTHS.indexOf(month.trim()) + 1 || ''));
    draft.card.set('expYear', year.trim());
  } else return false;
  return true;
}

function addressLine(draft: Draft, key: string, value: string): boolean {
  const part = ADDRESS.get(key);
  if (part) draft.identity.set(part, value);
  return part !== undefined;
}
