import type { IdentityPart } from '../../items/plain-item.js';
import { type Kind, tables } from '../table.js';
import { personal } from './dashlane-person.js';

const credentials: Kind = {
  needs: ['username', 'username2', 'username3', 'title', 'password', 'note', 'url'],
  columns: {
    name: 'title',
    username: 'username',
    password: 'password',
    notes: 'note',
    uris: 'url',
    collection: 'category',
  },
  ignored: ['otpSecret', 'otpUrl'],
  refine(draft, row) {
    draft.totp = row.cell('otpUrl', 'otpSecret');
  },
};

const payments: Kind = {
  needs: ['type', 'account_name', 'cc_number', 'code', 'expiration_month', 'expiration_year'],
  columns: { name: 'account_name' },
  ignored: [
    'type',
    'account_holder',
    'name',
    'cc_number',
    'code',
    'expiration_month',
    'expiration_year',
    'account_number',
  ],
  refine(draft, row) {
    draft.type = 'card';
    const isBank = row.cell('type') === 'bank';
    const holder = isBank ? row.cell('account_holder') : row.cell('name', 'account_name');
    draft.card.set('cardholderName', holder);
    draft.cardNumber(isBank ? row.cell('account_number') : row.cell('cc_number'));
    draft.card.set('code', row.cell('code'));
    draft.expiry(`${row.cell('expiration_month')}/${row.cell('expiration_year')}`);
  },
};

const PAPERS = new Map<string, IdentityPart>([
  ['passport', 'passportNumber'],
  ['social_security', 'ssn'],
]);

const papers: Kind = {
  needs: ['type', 'number', 'name', 'issue_date', 'expiration_date'],
  ignored: ['number', 'name', 'state'],
  refine(draft, row) {
    const type = row.cell('type');
    draft.type = 'identity';
    draft.name = [row.cell('name'), type].filter(Boolean).join(' ');
    draft.fullName(row.cell('name'));
    draft.identity.set(PAPERS.get(type) ?? 'licenseNumber', row.cell('number'));
    draft.identity.set('state', row.cell('state'));
  },
};

const notes: Kind = {
  needs: ['title', 'note'],
  known: (header) => header.length === 2,
  columns: { name: 'title', notes: 'note' },
  refine(draft) {
    draft.type = 'note';
  },
};

/** Source: import-formats §4.6. One file for each kind of item. */
export const dashlaneCsv = tables(
  { id: 'dashlanecsv', name: 'Dashlane (csv)' },
  credentials,
  payments,
  papers,
  personal,
  notes,
);
