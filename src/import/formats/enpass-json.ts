import { Collector } from '../collector.js';
import type { Draft } from '../draft.js';
import { pathsOf } from '../folders.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';
import { fromSeconds } from '../text.js';

const ANDROID = /^android(?:app)?:\/\/(?:[^@]*@)?/;

/** Source: import-formats §4.18. Folders become collections: the reference loses them where an organization imports. */
export const enpassJson: Format = {
  id: 'enpassjson',
  name: 'Enpass (json)',
  extensions: ['json'],
  detect: ({ text }) => /"(?:template_type|parent_uuid)"\s*:/.test(text),
  async parse(file) {
    const json = readJson(file);
    const items = need(json.at('items'), 'list', enpassJson.name);
    const found = new Collector();
    const folders = pathsOf(json.at('folders').list.map(folder));
    for (const path of folders.values()) found.collection(0, path);
    eachItem(items, found, (item, row) => {
      if (item.at('trashed').isTrue) return;
      const draft = found.draft(row);
      read(draft, item);
      draft.in(folders.get(item.at('folders').list[0]?.text ?? '') ?? '');
      found.add(draft);
    });
    return found.result();
  },
};

const folder = (one: Json) => ({
  id: one.at('uuid').text,
  name: one.at('title').text,
  parent: one.at('parent_uuid').text,
});

function read(draft: Draft, item: Json): void {
  const template = item.at('template_type').text;
  const fields = item.at('fields').list.filter((field) => !field.at('deleted').isTrue && field.at('value').text.trim());
  draft.name = item.at('title').text;
  draft.notes = item.at('note').text;
  draft.created = fromSeconds(item.at('createdAt').number ?? Number.NaN);
  draft.revised = fromSeconds(item.at('updated_at').number ?? Number.NaN);
  if (/^creditcard\./.test(template)) draft.type = 'card';
  else if (!/^(?:login|password)\./.test(template) && !fields.some((field) => field.at('type').text === 'password')) {
    draft.type = 'note';
  }
  for (const field of fields) {
    const [type, value] = [field.at('type').text, field.at('value').text];
    const taken =
      draft.type === 'card' ? cardPart(draft, type, value) : draft.type === 'login' && loginPart(draft, type, value);
    if (!taken && type !== 'section') {
      draft.extra(field.at('label').text, value, field.at('sensitive').isTrue ? 'hidden' : 'text');
    }
  }
}

function loginPart(draft: Draft, type: string, value: string): boolean {
  if ((type === 'username' || type === 'email') && !draft.username) draft.username = value;
  else if (type === 'password' && !draft.password) draft.password = value;
  else if (type === 'totp' && !draft.totp) draft.totp = value;
  else if (type === 'url') draft.uri(value);
  else if (type === '.Android#') draft.exactUri(`androidapp://${value.replace(ANDROID, '')}`);
  else return false;
  return true;
}

function cardPart(draft: Draft, type: string, value: string): boolean {
  if (type === 'ccName') draft.card.set('cardholderName', value);
  else if (type === 'ccNumber') draft.cardNumber(value);
  else if (type === 'ccCvc') draft.card.set('code', value);
  else if (type === 'ccExpiry') return draft.expiry(value);
  else return type === 'ccType';
  return true;
}
