import type { ItemType } from '../../items/plain-item.js';
import { Collector, folderPath } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';
import { fromSeconds } from '../text.js';
import { isZip, unzip } from '../zip.js';
import { DOCUMENT, ROUTER, readField } from './onepassword-fields.js';

/** Categories by number; what is not here becomes a secure note with all of its fields. */
export const CATEGORIES = new Map<string, ItemType>([
  ...['001', '005', DOCUMENT, '102', ROUTER, '110', '112'].map((category): [string, ItemType] => [category, 'login']),
  ...['002', '101'].map((category): [string, ItemType] => [category, 'card']),
  ...['004', '103', '104', '105', '106', '107', '108'].map((category): [string, ItemType] => [category, 'identity']),
  ['003', 'note'],
  ['114', 'ssh-key'],
]);

/** Source: import-formats §4.1. The first tag names the collection, as in the reference. */
export const onePassword1pux: Format = {
  id: '1password1pux',
  name: '1Password (1pux, json)',
  extensions: ['1pux', 'json'],
  detect: ({ text }) =>
    /^PK/.test(text) ? /export\.(?:data|attributes)/.test(text) : /^\s*\{\s*"accounts"\s*:/.test(text),
  async parse(file) {
    const json = readJson(isZip(file) ? await unzip(file, 'export.data') : file);
    const found = new Collector();
    for (const account of need(json.at('accounts'), 'list', onePassword1pux.name).list) {
      for (const vault of account.at('vaults').list)
        eachItem(vault.at('items'), found, (item, row) => read(item, row, found));
    }
    return found.result();
  },
};

function read(item: Json, row: number, found: Collector): void {
  if (item.at('trashed').isTrue) return;
  const [overview, details, category] = [item.at('overview'), item.at('details'), item.at('categoryUuid').text];
  const draft = found.draft(row);
  draft.type = CATEGORIES.get(category) ?? 'note';
  draft.name = overview.at('title').text;
  draft.notes = details.at('notesPlain').text;
  draft.created = fromSeconds(item.at('createdAt').number ?? Number.NaN);
  draft.revised = fromSeconds(item.at('updatedAt').number ?? Number.NaN);
  draft.in(folderPath(capitalised(overview.at('tags').list[0]?.text ?? '')));
  for (const url of overview.at('urls').list) draft.uri(url.at('url').text);
  if (draft.uris.length === 0) draft.uri(overview.at('url').text);
  readHistory(draft, details.at('passwordHistory'));
  draft.password = details.at('password').text;
  for (const field of details.at('loginFields').list) readLoginField(draft, field);
  for (const section of details.at('sections').list) {
    for (const field of section.at('fields').list) readField(draft, field, section.at('title').text, category);
  }
  if (category === DOCUMENT || category === ROUTER) draft.noteIfBare();
  if (draft.type === 'ssh-key' && !draft.sshKey.privateKey) draft.type = 'note';
  found.add(draft);
}

const capitalised = (tag: string) =>
  tag.trim().replace(/(^|\s)(\S)/g, (_, before, first) => before + first.toUpperCase());

/** The five newest, newest first. */
export function readHistory(draft: Draft, history: Json): void {
  const timed = history.list.map((past) => ({ password: past.at('value').text, time: past.at('time').number ?? 0 }));
  for (const { password, time } of timed.sort((one, other) => other.time - one.time).slice(0, 5)) {
    const at = fromSeconds(time || Number.NaN);
    if (password) draft.passwordHistory.push({ password, ...(at && { at }) });
  }
}

/** What was in the form of a website. A name or password there makes the item a login, whatever its category. */
function readLoginField(draft: Draft, field: Json): void {
  const [value, designation, kind] = [field.at('value'), field.at('designation').text, field.at('fieldType').text];
  const text = value.at('email_address').text || value.text;
  if (kind === 'C') draft.field(field.at('name').text, text ? 'true' : 'false', 'boolean');
  else if (!text) return;
  else if (designation === 'username' || designation === 'password') {
    draft[designation] = text;
    draft.type = 'login';
  } else draft.extra(field.at('name').text, text, kind === 'P' ? 'hidden' : 'text');
}
