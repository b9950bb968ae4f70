import type { Draft } from '../draft.js';
import type { Json } from '../json.js';
import { readSshKey } from '../ssh-key.js';
import { moment } from '../text.js';

/** Records by id, for fields that refer to another one. */
export type Records = ReadonlyMap<string, Json>;

/** Of a part of an address or a name: many records may refer to one. */
const LONGEST = 500;
const DATES = new Set(['date', 'birthDate', 'expirationDate']);
const HIDDEN = new Set(['pinCode', 'secret', 'password']);
const DROPPED = new Set(['appFiller', 'fileRef']);

/** Kinds of fields that become more than one text, or a part of the item. */
const KINDS = new Map<string, (draft: Draft, name: string, value: Json) => void>([
  ['oneTimeCode', addCode],
  ['TFC:Keeper', addCode],
  ['url', addUrl],
  ['host', addHost],
  ['keyPair', addKey],
  ['securityQuestion', addQuestion],
  ['paymentCard', addCard],
]);

/**
 * One custom field.
 *
 * @param key `$type`, `$type:label`, `$type:label:2`, or a plain name
 */
export function readCustomField(draft: Draft, key: string, value: Json, records: Records): void {
  const { kind, name } = named(key);
  if (DROPPED.has(kind)) return;
  for (const one of value.isList ? value.list : [value]) {
    const add = KINDS.get(kind);
    if (add) add(draft, name, one);
    else if (draft.type === 'card' && name === 'cardholderName') draft.card.set('cardholderName', one.text);
    else if (kind === 'pinCode') draft.field('PIN', one.text, 'hidden');
    else draft.field(name, textOf(kind, one, records), HIDDEN.has(kind) ? 'hidden' : 'text');
  }
}

function named(key: string): { kind: string; name: string } {
  const whole = key.replace(/:\d$/, '');
  if (!whole.startsWith('$')) return { kind: whole, name: whole };
  const [kind, ...label] = whole.slice(1).split(':');
  return { kind, name: label.join(':') || kind };
}

function addCode(draft: Draft, _: string, value: Json): void {
  if (draft.totp || draft.type !== 'login') draft.field('TOTP', value.text, 'hidden');
  else draft.totp = value.text;
}

function addUrl(draft: Draft, _: string, value: Json): void {
  if (draft.type === 'login') draft.uri(value.text);
  else draft.field('URL', value.text);
}

function addHost(draft: Draft, _: string, value: Json): void {
  draft.field('Hostname', value.at('hostName').text);
  draft.field('Port', value.at('port').text);
}

function addKey(draft: Draft, _: string, value: Json): void {
  const [publicKey, privateKey] = [value.at('publicKey').text, value.at('privateKey').text];
  const comment = publicKey.trim().split(/\s+/).slice(2).join(' ');
  const key = draft.type === 'ssh-key' ? readSshKey(privateKey, comment) : undefined;
  if (key) Object.assign(draft.sshKey, key);
  else {
    draft.field('Public key', publicKey);
    draft.field('Private key', privateKey, 'hidden');
  }
}

function addQuestion(draft: Draft, _: string, value: Json): void {
  draft.field('Security question', value.at('question').text);
  draft.field('Security question answer', value.at('answer').text, 'hidden');
}

function addCard(draft: Draft, name: string, value: Json): void {
  if (draft.type !== 'card') {
    draft.field(name, value.source, 'hidden');
    return;
  }
  draft.cardNumber(value.at('cardNumber').text);
  const [month, year = ''] = value.at('cardExpirationDate').text.split('/');
  draft.card.set('expMonth', month);
  draft.card.set('expYear', year);
  draft.card.set('code', value.at('cardSecurityCode').text);
}

function textOf(kind: string, value: Json, records: Records): string {
  if (kind.endsWith('Ref')) return referredTo(value.text, records);
  if (!value.isObject)
    return DATES.has(kind) ? (moment(value.number ?? Number.NaN)?.toISOString() ?? value.text) : value.text;
  const parts = (...names: string[]) => names.map((name) => value.at(name).text.slice(0, LONGEST)).filter(Boolean);
  if (kind === 'name') return parts('first', 'middle', 'last').join(' ');
  if (kind === 'address') return parts('street1', 'street2', 'city', 'state', 'zip', 'country').join(', ');
  if (kind === 'phone') return phone(value);
  if (kind === 'bankAccount') return account(value);
  return value.source;
}

/** The text of another record: its address where it has one, else its title. */
function referredTo(id: string, records: Records): string {
  const record = records.get(id);
  const address = record?.at('custom_fields').at('$address');
  return address?.isObject ? textOf('address', address, records) : (record?.at('title').text ?? id);
}

function phone(value: Json): string {
  const [region, number, extension, type] = ['region', 'number', 'ext', 'type'].map((part) => value.at(part).text);
  const parts = [region && `(${region})`, number, extension && `ext. ${extension}`, type && `(${type})`];
  return parts.filter(Boolean).join(' ');
}

function account(value: Json): string {
  const parts = [
    ['Type', value.at('otherType').text || value.at('accountType').text],
    ['Account Number', value.at('accountNumber').text],
    ['Routing Number', value.at('routingNumber').text],
  ];
  return parts
    .filter(([, text]) => text)
    .map(([label, text]) => `${label}: ${text}`)
    .join(', ');
}
