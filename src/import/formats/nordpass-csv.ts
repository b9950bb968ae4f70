import type { ItemType } from '../../items/plain-item.js';
import type { Draft } from '../draft.js';
import { type Json, listIn } from '../json.js';
import type { Row } from '../row.js';
import { table } from '../table.js';

const TYPES = new Map<string, ItemType>([
  ['password', 'login'],
  ['credit_card', 'card'],
  ['note', 'note'],
  ['identity', 'identity'],
]);

/** Source: import-formats §4.15. Older exports name no type: what is filled tells. Rows of folders give no item. */
export const nordPassCsv = table({
  id: 'nordpasscsv',
  name: 'NordPass (csv)',
  needs: ['name', 'url', 'username', 'password', 'note', 'cardnumber', 'folder'],
  columns: { name: 'name', notes: 'note', collection: 'folder' },
  skips: (row) => typeOf(row) === undefined,
  refine(draft, row) {
    draft.type = typeOf(row) ?? 'login';
    if (draft.type === 'login') fillLogin(draft, row);
    else if (draft.type === 'card') fillCard(draft, row);
    else if (draft.type === 'identity') fillIdentity(draft, row);
    eachIn(draft, row, 'custom_fields', (field) => {
      const type = field.at('type').text === 'hidden' ? 'hidden' : 'text';
      draft.extra(field.at('label').text, field.at('value').text, type);
    });
  },
});

function typeOf(row: Row): ItemType | undefined {
  if (row.has('type')) return TYPES.get(row.cell('type').trim());
  if (row.cell('username', 'password')) return 'login';
  if (row.cell('cardnumber')) return 'card';
  if (row.cell('full_name')) return 'identity';
  return row.cell('note') ? 'note' : undefined;
}

/** Each of a column's list. What is no list is kept as a custom field. */
function eachIn(draft: Draft, row: Row, column: string, read: (one: Json) => void): void {
  const cell = row.cell(column);
  const list = cell ? listIn(cell) : [];
  if (list) list.forEach(read);
  else draft.extra(column, cell);
}

function fillLogin(draft: Draft, row: Row): void {
  draft.username = row.cell('username');
  draft.password = row.cell('password');
  draft.uri(row.cell('url'));
  eachIn(draft, row, 'additional_urls', (url) => draft.uri(url.text));
}

function fillCard(draft: Draft, row: Row): void {
  draft.card.set('cardholderName', row.cell('cardholdername'));
  draft.cardNumber(row.cell('cardnumber'));
  draft.card.set('code', row.cell('cvc'));
  if (!draft.expiry(row.cell('expirydate'))) draft.extra('expirydate', row.cell('expirydate'));
}

function fillIdentity(draft: Draft, row: Row): void {
  draft.fullName(row.cell('full_name'));
  for (const part of ['email', 'address1', 'address2', 'city', 'state'] as const)
    draft.identity.set(part, row.cell(part));
  draft.identity.set('phone', row.cell('phone_number'));
  draft.identity.set('postalCode', row.cell('zipcode'));
  draft.identity.set('country', row.cell('country').toUpperCase());
}
