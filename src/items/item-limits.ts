import { type Message, say } from '../web/message.js';
import { refuse } from '../web/refusal.js';
import type { PlainItem } from './plain-item.js';

/**
 * The most characters of each part of an item, in a form as in a file (source: import-formats §1.5; but own fields have room for a
 * PGP key).
 */
export const MOST = {
  name: 1000,
  notes: 10_000,
  fieldName: 1000,
  fieldValue: 10_000,
  username: 1000,
  password: 5000,
  totp: 1000,
  uri: 10_000,
  part: 1000,
  key: 5000,
};

/**
 * The most bytes of an item, all its parts together: its row stays far below what any server takes in one statement, and its form
 * below what we read of a request.
 */
const LARGEST = 250_000;
/** What each part weighs besides its text: as much as sealing adds to it. */
const SEAL = 100;
const KILO = 1000;

export interface Fault {
  field?: Message;
  reason: Message;
}

/** A character is what Unicode calls one, of one or two units; counted only where the units leave a doubt. */
const isLonger = (text: string, most: number) =>
  text.length > 2 * most || (text.length > most && [...text].length > most);

/** What is wrong with a part that is longer than it may be. */
export const tooLong = (field: () => Message, text: string, most: number): Fault | undefined =>
  isLonger(text, most)
    ? { field: field(), reason: say('It is longer than {{most}} characters.', { most }) }
    : undefined;

/** The first part of an item that is longer than it may be; else whether the whole is larger. */
export function faultOf(item: PlainItem): Fault | undefined {
  for (const [field, text = '', most] of parts(item)) {
    const fault = tooLong(field, text, most);
    if (fault) return fault;
  }
  return isTooLarge(item)
    ? { reason: say('All of it together is larger than {{most}} kB.', { most: LARGEST / KILO }) }
    : undefined;
}

/** @throws Refusal when the whole item is larger than it may be; its parts a form has counted */
export function refuseTooLarge(item: PlainItem): void {
  if (!isTooLarge(item)) return;
  const most = LARGEST / KILO;
  throw refuse(
    say(
      'All of this item together, earlier passwords too, is larger than {{most}} kB. Take out fields or websites, or make several items of it.',
      { most },
    ),
  );
}

function isTooLarge(item: PlainItem): boolean {
  let size = 0;
  for (const [, text = ''] of parts(item)) size += Buffer.byteLength(text) + SEAL;
  return size > LARGEST;
}

type Part = [field: () => Message, text: string | undefined, most: number];

function* parts(item: PlainItem): Generator<Part> {
  yield [() => say('Name'), item.name, MOST.name];
  yield [() => say('Notes'), item.notes, MOST.notes];
  if (item.type === 'login') {
    yield [() => say('Username'), item.login.username, MOST.username];
    yield [() => say('Password'), item.login.password, MOST.password];
    yield [() => say('Authenticator key'), item.login.totp, MOST.totp];
    for (const { uri } of item.login.uris) yield [() => say('Website'), uri, MOST.uri];
  } else if (item.type === 'card') {
    for (const text of Object.values(item.card)) yield [() => say('Card'), text, MOST.part];
  } else if (item.type === 'identity') {
    for (const text of Object.values(item.identity)) yield [() => say('Identity'), text, MOST.part];
  } else if (item.type === 'ssh-key') {
    const { fingerprint, ...keys } = item.sshKey;
    for (const text of Object.values(keys)) yield [() => say('SSH key'), text, MOST.key];
    yield [() => say('SSH key'), fingerprint, MOST.part];
  }
  for (const { name, value } of item.fields) {
    yield [() => say('Custom field'), name, MOST.fieldName];
    yield [() => say('Custom field'), value, MOST.fieldValue];
  }
  for (const { password } of item.passwordHistory) yield [() => say('Password history'), password, MOST.password];
}
