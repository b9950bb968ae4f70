import { Collector } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';

type Read = (draft: Draft, item: Json) => void;

const KINDS = new Map<string, Read>([
  ['AUTHENTIFIANT', readLogin],
  ['ADDRESS', readAddress],
  ['PAYMENTMEANS_CREDITCARD', readCard],
  ['IDENTITY', readPerson],
  ['BANKSTATEMENT', asNote('BankAccountName')],
  ['IDCARD', asNote('Fullname')],
]);
const DROPPED = new Set(['EMAIL', 'PAYMENTMEAN_PAYPAL']);

/** Source: import-formats §4.7. An object of lists, one a kind; kinds without a place become secure notes. */
export const dashlaneJson: Format = {
  id: 'dashlanejson',
  name: 'Dashlane (json)',
  extensions: ['json'],
  detect: ({ text }) => /"(?:AUTHENTIFIANT|PAYMENTMEANS_CREDITCARD)"\s*:/.test(text),
  async parse(file) {
    const found = new Collector();
    for (const [kind, list] of need(readJson(file), 'object', dashlaneJson.name).entries) {
      if (DROPPED.has(kind)) continue;
      const fill = KINDS.get(kind) ?? asNote();
      eachItem(list, found, (item, row) => {
        const draft = found.draft(row);
        fill(draft, item);
        found.add(draft);
      });
    }
    return found.result();
  },
};

function readLogin(draft: Draft, item: Json): void {
  const email = item.at('email').text;
  draft.name = item.at('title').text;
  draft.username = item.at('login').text || item.at('secondaryLogin').text || email;
  if (email && email !== draft.username) draft.note(`Email: ${email}`);
  draft.password = item.at('password').text;
  draft.uri(item.at('domain').text);
  draft.note(item.at('note').text);
  draft.noteIfBare();
}

function readAddress(draft: Draft, item: Json): void {
  draft.type = 'identity';
  draft.name = item.at('addressName').text;
  draft.identity.set('address1', item.at('addressFull').text);
  draft.identity.set('city', item.at('city').text);
  draft.identity.set('state', item.at('state').text);
  draft.identity.set('postalCode', item.at('zipcode').text);
  draft.identity.set('country', item.at('country').text.toUpperCase());
}

function readCard(draft: Draft, item: Json): void {
  draft.type = 'card';
  draft.cardNumber(item.at('cardNumber').text);
  draft.card.set('cardholderName', item.at('owner').text);
  draft.name = [item.at('bank').text, draft.card.all.brand].filter(Boolean).join(' - ');
}

function readPerson(draft: Draft, item: Json): void {
  draft.type = 'identity';
  draft.name = item.at('fullName').text;
  draft.fullName(draft.name);
  draft.identity.set('username', item.at('pseudo').text);
}

/** A secure note, named by one of the parts; the others are its fields. */
function asNote(title?: string): Read {
  return (draft, item) => {
    draft.type = 'note';
    draft.name = title ? item.at(title).text : 'Generic Note';
    for (const [name, value] of item.entries) if (name !== title) draft.extra(name, value.text);
  };
}
