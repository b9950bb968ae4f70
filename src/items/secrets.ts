import type { Field, PlainItem } from './plain-item.js';

/** The parts of an item that the two *hidden passwords* levels do not show (design §4: password and its history, seeds, codes, private keys). */
type HiddenName = 'password' | 'totp' | 'totp-code' | 'code' | 'privateKey' | `field-${number}` | `past-${number}`;
/** What a page shows only when asked; of these a card's number is nobody's secret who may see the item. */
export type SecretName = HiddenName | 'number';

const isHidden = ({ type }: Field) => type === 'hidden';

/** The item as somebody sees it who may not see its secrets: they are not there. */
export function withoutSecrets(item: PlainItem): PlainItem {
  const rest = {
    ...item,
    fields: item.fields.map((field) => (isHidden(field) ? { ...field, value: '' } : field)),
    passwordHistory: [],
  };
  if (rest.type === 'login') return { ...rest, login: { uris: rest.login.uris, username: rest.login.username } };
  if (rest.type === 'card') return { ...rest, card: { ...rest.card, code: undefined } };
  if (rest.type === 'ssh-key') return { ...rest, sshKey: { ...rest.sshKey, privateKey: undefined } };
  return rest;
}

/** What of an item's secrets a form takes out or keeps. */
export interface Removed {
  /** Secrets taken out, by name; only who sees them can do that. */
  removed: readonly string[];
  /** For each field of the form the place of the hidden field that it was, counted among the hidden ones. */
  places: readonly (number | undefined)[];
}
type Editor = Removed & { seesSecrets: boolean };

/**
 * An edited item with the secrets that it had before, where none were typed: a form that is saved without a secret leaves it as
 * it was. Who does not see secrets changes none.
 */
export function withSecretsOf(edited: PlainItem, before: PlainItem, editor: Editor): PlainItem {
  const kept = (name: SecretName, typed?: string) => {
    if (editor.seesSecrets && (typed || editor.removed.includes(name))) return typed;
    return secretOf(before, name);
  };
  const whole = { ...edited, fields: fieldsOf(edited, before, editor), passwordHistory: before.passwordHistory };
  if (whole.type === 'login') {
    const { password, totp } = whole.login;
    const secrets = { password: kept('password', password), totp: kept('totp', totp) };
    return { ...whole, login: given({ ...whole.login, ...secrets }) };
  }
  if (whole.type === 'card') return { ...whole, card: given({ ...whole.card, code: kept('code', whole.card.code) }) };
  if (whole.type === 'ssh-key') {
    return { ...whole, sshKey: given({ ...whole.sshKey, privateKey: kept('privateKey', whole.sshKey.privateKey) }) };
  }
  return whole;
}

const given = <T extends object>(parts: T): T =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined)) as T;

/** Linked fields are not in the form and stay; so do hidden ones for whom they are hidden, but for their names. */
function fieldsOf(edited: PlainItem, before: PlainItem, { seesSecrets, places }: Editor): Field[] {
  const hidden = before.fields.filter(isHidden);
  const fields = edited.fields.map((field, at) => {
    const old = hidden[places[at] ?? -1];
    if (!old) return field;
    return seesSecrets ? { ...field, value: field.value || old.value } : { ...old, name: field.name };
  });
  const left = seesSecrets ? [] : hidden.filter((_, place) => !places.includes(place));
  return [...fields, ...left, ...before.fields.filter(({ type }) => type === 'linked')];
}

const PAST_PASSWORDS = 5;

/** An edited login remembers the password it had, the newest first, five at most. */
export function withHistoryOf(edited: PlainItem, before: PlainItem, at: Date): PlainItem {
  const old = before.type === 'login' ? before.login.password : undefined;
  const kept = before.passwordHistory;
  const changed = edited.type === 'login' && old && old !== edited.login.password;
  const passwordHistory = changed ? [{ password: old, at }, ...kept].slice(0, PAST_PASSWORDS) : kept;
  return { ...edited, passwordHistory };
}

/** One secret of an item, as it is revealed; of an authenticator's code its key. */
export function secretOf(item: PlainItem, name: SecretName): string | undefined {
  const [part, place] = name.split('-');
  if (name === 'totp-code') return secretOf(item, 'totp');
  if (part === 'field') return item.fields.filter(isHidden)[Number(place)]?.value;
  if (part === 'past') return item.passwordHistory[Number(place)]?.password;
  if (item.type === 'login' && (name === 'password' || name === 'totp')) return item.login[name];
  if (item.type === 'card' && (name === 'code' || name === 'number')) return item.card[name];
  if (item.type === 'ssh-key' && name === 'privateKey') return item.sshKey.privateKey;
  return undefined;
}
