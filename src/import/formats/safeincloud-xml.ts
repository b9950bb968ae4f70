import { Collector, folderPath } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { fromSeconds } from '../text.js';
import { type Element, readXml } from '../xml.js';

const SECRET = new Set(['secret', 'pin', 'password', 'one_time_password']);

/** Source: import-formats §4.24. Templates and deleted cards give no item; the first label is the collection. */
export const safeInCloudXml: Format = {
  id: 'safeincloudxml',
  name: 'SafeInCloud (xml)',
  extensions: ['xml'],
  detect: ({ text }) => /<database[\s>]/.test(text) && /<(?:label|card) /.test(text),
  async parse(file) {
    const database = readXml(file, 'database');
    const found = new Collector();
    const labels = new Map(
      database.all('label').map((label) => [label.attribute('id'), folderPath(label.attribute('name'))]),
    );
    for (const path of labels.values()) found.collection(0, path);
    for (const [index, card] of database.all('card').entries()) {
      if (card.attribute('template') === 'true' || card.attribute('deleted') === 'true') continue;
      const draft = found.draft(index + 1);
      read(draft, card);
      draft.in(labels.get(card.textOf('label_id').trim()) ?? '');
      found.add(draft);
    }
    return found.result();
  },
};

function read(draft: Draft, card: Element): void {
  draft.name = card.attribute('title');
  draft.revised = fromSeconds(Number(card.attribute('time_stamp')) || Number.NaN);
  if (card.attribute('type') === 'note') draft.type = 'note';
  const fields = card.all('field').filter((field) => field.text.trim());
  const passwords = fields.filter((field) => typeOf(field) === 'password');
  const main = passwords.find((field) => /password/i.test(field.attribute('name'))) ?? passwords[0];
  for (const field of fields) readField(draft, field, field === main);
  for (const notes of card.all('notes')) draft.note(notes.text);
}

const typeOf = (field: Element) => field.attribute('type');

function readField(draft: Draft, field: Element, isPassword: boolean): void {
  const [type, name, text] = [typeOf(field), field.attribute('name'), field.text];
  if (type === 'login' && !draft.username) draft.username = text;
  else if (type === 'one_time_password' && !draft.totp) draft.totp = text;
  else if (type === 'website' || type === 'weblogin') draft.uri(text);
  else if (type === 'notes') draft.note(text);
  else {
    if (isPassword) draft.password = text;
    if (!isPassword || name.toLowerCase() !== 'password') draft.extra(name, text, SECRET.has(type) ? 'hidden' : 'text');
  }
}
