import type { IdentityPart } from '../../items/plain-item.js';
import { type Kind, tables } from '../table.js';

const columns = { name: 'nickname', notes: 'additionalInfo' };

const accounts: Kind = {
  needs: ['nickname', 'url', 'twofaSecret'],
  columns: { ...columns, uris: 'url', username: 'username', password: 'password', totp: 'twofaSecret' },
  ignored: [],
};

const codes: Kind = { needs: ['nickname', 'authToken'], columns: { ...columns, totp: 'authToken' }, ignored: [] };

const cards: Kind = {
  needs: ['nickname', 'cardNumber'],
  columns,
  ignored: ['cardNumber', 'cardName', 'exp_month', 'exp_year', 'cvv'],
  refine(draft, row) {
    draft.type = 'card';
    draft.card.set('cardholderName', row.cell('cardName'));
    draft.cardNumber(row.cell('cardNumber'));
    draft.card.set('expMonth', row.cell('exp_month'));
    draft.card.set('expYear', row.cell('exp_year'));
    draft.card.set('code', row.cell('cvv'));
  },
};

const PERSON: [column: string, part: IdentityPart][] = [
  ['title', 'title'],
  ['firstName', 'firstName'],
  ['middleName', 'middleName'],
  ['lastName', 'lastName'],
  ['email', 'email'],
  ['number', 'phone'],
  ['firstAddressLine', 'address1'],
  ['secondAddressLine', 'address2'],
  ['city', 'city'],
  ['country', 'country'],
  ['zipCode', 'postalCode'],
];

const people: Kind = {
  needs: ['nickname', 'firstName'],
  columns,
  ignored: PERSON.map(([column]) => column).filter((column) => column !== 'number'),
  refine(draft, row) {
    draft.type = 'identity';
    for (const [column, part] of PERSON) draft.identity.set(part, row.cell(column));
  },
};

const NUMBERS = new Map<string, IdentityPart>([
  ['Passport', 'passportNumber'],
  ['Social Security', 'ssn'],
]);

const papers: Kind = {
  needs: ['nickname', 'idType'],
  columns,
  ignored: ['idType', 'idNumber', 'idName', 'idCountry'],
  refine(draft, row) {
    draft.type = 'identity';
    draft.fullName(row.cell('idName'));
    draft.identity.set('country', row.cell('idCountry'));
    draft.identity.set(NUMBERS.get(row.cell('idType')) ?? 'licenseNumber', row.cell('idNumber'));
  },
};

const notes: Kind = {
  needs: ['nickname', 'content'],
  columns: { name: 'nickname', notes: 'content' },
  ignored: [],
  refine(draft) {
    draft.type = 'note';
  },
};

/** Source: import-formats §4.24. One file for each kind of item. */
export const mykiCsv = tables({ id: 'mykicsv', name: 'Myki (csv)' }, accounts, codes, cards, people, papers, notes);
