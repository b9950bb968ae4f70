import { type Message, say } from '../web/message.js';
import type { ImportedItem } from './item.js';
import { UnreadableFile } from './unreadable.js';

/** What one import may hold; shown before the upload. */
export const LIMITS = { bytes: 64 * 1024 * 1024, items: 100_000, collections: 10_000 };

/** The most characters of each part of an item (source: import-formats §1.5; a path as our own collections' names). */
const MOST = {
  path: 200,
  name: 1000,
  notes: 10_000,
  fieldName: 1000,
  fieldValue: 5000,
  username: 1000,
  password: 5000,
  totp: 1000,
  uri: 10_000,
  part: 1000,
  key: 5000,
};

/** @throws UnreadableFile when there are more than one import may hold */
export function checkCount(what: 'items' | 'collections', number: number): void {
  if (number <= LIMITS[what]) return;
  const most = LIMITS[what];
  throw new UnreadableFile(
    what === 'items'
      ? say('This file holds more than {{most}} items. Split it and import the parts.', { most })
      : say('This file holds more than {{most}} collections. Split it and import the parts.', { most }),
  );
}

/** A character is what Unicode calls one, of one or two units; counted only where the units leave a doubt. */
const isLonger = (text: string, most: number) =>
  text.length > 2 * most || (text.length > most && [...text].length > most);

interface Fault {
  field: Message;
  reason: Message;
}

const fault = (field: Message, most: number): Fault => ({
  field,
  reason: say('It is longer than {{most}} characters.', { most }),
});

/** What is wrong with a collection's path, in characters of Unicode; undefined where it is short enough. */
export const longPath = (path: string): Fault | undefined =>
  isLonger(path, MOST.path) ? fault(say('Collection'), MOST.path) : undefined;

/** The first part of an item that is longer than it may be. */
export function tooLong(item: ImportedItem): Fault | undefined {
  for (const [field, text, most] of parts(item)) {
    if (text !== undefined && isLonger(text, most)) return fault(field(), most);
  }
  return undefined;
}

type Part = [field: () => Message, text: string | undefined, most: number];

function* parts(item: ImportedItem): Generator<Part> {
  for (const path of item.collections) yield [() => say('Collection'), path, MOST.path];
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
    for (const text of Object.values(item.sshKey)) yield [() => say('SSH key'), text, MOST.key];
  }
  for (const { name, value } of item.fields) {
    yield [() => say('Custom field'), name, MOST.fieldName];
    yield [() => say('Custom field'), value, MOST.fieldValue];
  }
  for (const { password } of item.passwordHistory) yield [() => say('Password history'), password, MOST.password];
}
