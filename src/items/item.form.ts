import { OneOf, Optional, Text, Verbatim, Verbatims } from '../web/fields.js';
import { FormOnce, Preview } from '../web/form.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { MOST } from './item-limits.js';
import { ITEM_TYPES, MATCH_OPTIONS } from './item-types.js';
import { CARD_PARTS, type Field, IDENTITY_PARTS, type ItemType, type PlainItem } from './plain-item.js';

/** The fields of every type; a form has those of its own. Secrets that are left empty stay as they were, see `removed`. */
export class ItemForm extends FormOnce {
  @OneOf(Object.keys(ITEM_TYPES), say('Choose a type.')) type: ItemType;
  @Text({ max: MOST.name, required: say('Type a name.') }) name: string;
  @Verbatim({ max: MOST.notes }) notes: string;
  @Verbatims({ max: 36 }) collectionIds: string[] = [];
  @Optional(100) collectionSearch = '';
  /** For what the collections were searched that the form shows. */
  @Optional(100) collectionsFor = '';
  @Verbatim({ max: MOST.username }) username: string;
  @NeverShownAgain() @Verbatim({ max: MOST.password }) loginSecret: string;
  @NeverShownAgain() @Verbatim({ max: MOST.totp }) totpSeed: string;
  @Verbatims({ max: MOST.uri }) uris: string[] = [];
  @Verbatims({ max: 20 }) uriMatches: string[] = [];
  @Verbatims({ max: MOST.fieldName }) fieldNames: string[] = [];
  @Verbatims({ max: 10 }) fieldTypes: string[] = [];
  @Verbatims({ max: MOST.fieldValue }) fieldValues: string[] = [];
  /** Beside each field the place of the hidden one that it was, see `Removed`. */
  @Verbatims({ max: 5 }) fieldPlaces: string[] = [];
  @NeverShownAgain() @Verbatim({ max: MOST.part }) securityCode: string;
  @Verbatim({ max: MOST.key }) publicKey: string;
  @NeverShownAgain() @Verbatim({ max: MOST.key }) privateKey: string;
  @Verbatim({ max: MOST.part }) fingerprint: string;
  /** Secrets that are taken out: `password`, `totp`, `code`, `privateKey`. */
  @Verbatims({ max: 20 }) removed: string[] = [];
  /** The item's version, as this form knows it; empty for a new one. */
  @Verbatim({ max: 30 }) seen: string;
}

type Parts = Record<string, string>;
/** The security code has a field of its own. */
const CARD_FIELDS = CARD_PARTS.filter((part) => part !== 'code');
for (const part of [...CARD_FIELDS, ...IDENTITY_PARTS]) Verbatim({ max: MOST.part })(ItemForm.prototype, part);

const given = (form: ItemForm, parts: readonly string[]): Parts =>
  Object.fromEntries(parts.map((part) => [part, (form as unknown as Parts)[part]]).filter(([, text]) => text));

/** Enter in the search saves, as in every field: then nothing is saved, and what was searched for is shown first. */
export function refuseUnseen({ collectionSearch, collectionsFor }: ItemForm): void {
  if (collectionSearch === collectionsFor) return;
  throw new Preview(undefined, {
    collectionSearch: say('These are the collections that fit. Nothing is saved yet.'),
  });
}

/** What was typed, as an item. */
export function itemOf(form: ItemForm): PlainItem {
  const { name, notes } = form;
  const common = { name, ...(notes && { notes }), fields: fieldsOf(form), passwordHistory: [] };
  if (form.type === 'login') {
    const { username, loginSecret: password, totpSeed: totp } = form;
    return { ...common, type: 'login', login: { uris: urisOf(form), ...filled({ username, password, totp }) } };
  }
  if (form.type === 'card') {
    const card = { ...given(form, CARD_FIELDS), ...filled({ code: form.securityCode }) };
    return { ...common, type: 'card', card };
  }
  if (form.type === 'identity') return { ...common, type: 'identity', identity: given(form, IDENTITY_PARTS) };
  if (form.type === 'ssh-key') {
    const { publicKey, privateKey, fingerprint } = form;
    return { ...common, type: 'ssh-key', sshKey: filled({ publicKey, privateKey, fingerprint }) };
  }
  return { ...common, type: 'note' };
}

const filled = <T extends Record<string, string>>(texts: T): Partial<T> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as Partial<T>;

const matchOf = (text: string) => MATCH_OPTIONS.find(({ value }) => value === text)?.value || undefined;

const urisOf = ({ uris, uriMatches }: ItemForm) =>
  uris
    .map((uri, at) => ({ uri: uri.trim(), match: matchOf(uriMatches[at]) }))
    .filter(({ uri }) => uri !== '')
    .map(({ uri, match }) => (match ? { uri, match } : { uri }));

const FIELD_TYPES: Field['type'][] = ['text', 'hidden', 'boolean'];
/** A line that names nothing and holds nothing is no field. */
const fieldLines = ({ fieldNames, fieldTypes, fieldValues, fieldPlaces }: ItemForm) =>
  fieldNames
    .map((name, at) => ({
      name: name.trim(),
      value: fieldValues[at] ?? '',
      type: FIELD_TYPES.find((one) => one === fieldTypes[at]) ?? 'text',
      place: /^\d+$/.test(fieldPlaces[at] ?? '') ? Number(fieldPlaces[at]) : undefined,
    }))
    .filter(({ name, value }) => name !== '' || value !== '');

const fieldsOf = (form: ItemForm): Field[] =>
  fieldLines(form).map(({ name, value, type }) => ({
    name,
    type,
    value: type === 'boolean' ? String(/^(true|yes|ja|1)$/i.test(value)) : value,
  }));

export const editOf = (form: ItemForm) => ({
  seen: form.seen,
  removed: form.removed,
  places: fieldLines(form).map(({ place }) => place),
});
