import type { ItemType } from '../../items/plain-item.js';
import { Collector, pathBelow } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';
import { moment } from '../text.js';

/** What becomes of each type; parts are named after it, such as `note_title`. Others are secure notes. */
const TYPES = new Map<string, ItemType>([
  ['website_password', 'login'],
  ['application_password', 'login'],
  ['bookmark', 'login'],
  ['totp', 'login'],
]);

/** Parts with a place of their own, after the type. */
const PARTS = ['title', 'notes', 'username', 'password', 'url', 'code', 'variables'];
const SECRET = /private|pass$/;
const OWN = new Set(['type', 'name', 'autosubmit', 'urlfilter']);

/** Source: import-formats §4.20. Every item of a folder belongs to its collection: the reference relates the first alone. */
export const psonoJson: Format = {
  id: 'psonojson',
  name: 'Psono (json)',
  extensions: ['json'],
  detect: ({ text }) =>
    /"(?:website_password|application_password|bookmark|note|totp|environment_variables)_title"/.test(text),
  async parse(file) {
    const json = readJson(file);
    const found = new Collector();
    need(json.at('folders').isList ? json.at('folders') : json.at('items'), 'list', psonoJson.name);
    readFolder(json, '', found);
    return found.result();
  },
};

/** Items are numbered within their folder. */
function readFolder(folder: Json, path: string, found: Collector): void {
  for (const inside of folder.at('folders').list) readFolder(inside, pathBelow(path, inside.at('name').text), found);
  eachItem(folder.at('items'), found, (item, row) => {
    const draft = found.draft(row);
    read(draft, item);
    draft.in(path);
    found.add(draft);
  });
}

function read(draft: Draft, item: Json): void {
  const type = item.at('type').text;
  const part = (name: string) => item.at(`${type}_${name}`);
  draft.type = TYPES.get(type) ?? 'note';
  draft.name = part('title').text || item.at('name').text;
  draft.notes = part('notes').text;
  draft.created = moment(item.at('create_date').text);
  draft.revised = moment(item.at('write_date').text);
  if (draft.type === 'login') {
    draft.username = part('username').text;
    draft.password = part('password').text;
    draft.totp = part('code').text;
    draft.uri(part('url').text);
  }
  for (const { name, value } of part('variables').list.map(variable)) draft.extra(name, value);
  const known = new Set([...OWN, ...PARTS.map((name) => `${type}_${name}`)]);
  for (const [name, value] of item.entries) if (!known.has(name)) keep(draft, name, value);
}

const variable = (one: Json) => ({ name: one.at('key').text, value: one.at('value').text });

function keep(draft: Draft, name: string, value: Json): void {
  if (value.isObject || value.isList) draft.extra(name, value.source);
  else draft.extra(name, value.text, value.isBoolean ? 'boolean' : SECRET.test(name) ? 'hidden' : 'text');
}
