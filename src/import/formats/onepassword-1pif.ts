import type { ItemType } from '../../items/plain-item.js';
import { say } from '../../web/message.js';
import { Collector } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { type Json, parseJson } from '../json.js';
import { evenLines, fromSeconds, readText } from '../text.js';
import { CATEGORIES, readHistory } from './onepassword-1pux.js';
import { keep } from './onepassword-fields.js';

const SEPARATOR = '***';
const OWN_PLACE = new Set(['notesPlain', 'password']);

const TYPES = new Map<string, ItemType>([
  ['securenotes.SecureNote', 'note'],
  ['wallet.financial.CreditCard', 'card'],
  ['identities.Identity', 'identity'],
]);

/** Source: import-formats §4.3. Each line is an item as JSON; lines of stars part them. Those with an `hmac` are of Windows. */
export const onePassword1pif: Format = {
  id: '1password1pif',
  name: '1Password (1pif)',
  extensions: ['1pif'],
  detect: ({ text }) => /"secureContents"\s*:/.test(text) || (/"hmac"\s*:/.test(text) && /"overview"\s*:/.test(text)),
  async parse(file) {
    const found = new Collector();
    for (const [index, line] of evenLines(readText(file)).split('\n').entries()) {
      if (!line.trim() || line.startsWith(SEPARATOR)) continue;
      const item = parseJson(line);
      if (item.isObject) read(item, index + 1, found);
      else found.skip(index + 1, say('This is not an item.'));
    }
    return found.result();
  },
};

function read(item: Json, row: number, found: Collector): void {
  if (item.at('trashed').isTrue) return;
  const draft = found.draft(row);
  const isWindows = item.at('hmac').text !== '';
  const contents = item.at(isWindows ? 'details' : 'secureContents');
  draft.created = fromSeconds(item.at('createdAt').number ?? item.at('created').number ?? Number.NaN);
  draft.revised = fromSeconds(item.at('updatedAt').number ?? item.at('updated').number ?? Number.NaN);
  draft.type = isWindows ? windowsType(item, contents) : (TYPES.get(item.at('typeName').text) ?? 'login');
  readOverview(draft, isWindows ? item.at('overview') : item, contents);
  readHistory(draft, contents.at('passwordHistory'));
  draft.notes = evenLines(contents.at('notesPlain').text);
  draft.password = contents.at('password').text;
  for (const field of contents.at('fields').list) readFormField(draft, field);
  readContents(draft, contents);
  found.add(draft);
}

function windowsType(item: Json, contents: Json): ItemType {
  if (contents.at('ccnum').text || contents.at('cvv').text) return 'card';
  if (contents.at('firstname').text || contents.at('address1').text) return 'identity';
  return CATEGORIES.get(item.at('category').text) ?? 'note';
}

function readOverview(draft: Draft, overview: Json, contents: Json): void {
  draft.name = overview.at('title').text;
  const urls = [...overview.at('URLs').list, ...contents.at('URLs').list].map(
    (one) => one.at('url').text || one.at('u').text,
  );
  const all = urls.length > 0 ? urls : [overview.at('location').text || overview.at('url').text];
  if (draft.type === 'login') for (const url of all) draft.uri(url);
}

/** What was in the form of a website. */
function readFormField(draft: Draft, field: Json): void {
  const [name, value, designation] = ['name', 'value', 'designation'].map((part) => field.at(part).text);
  if (designation === 'username' || designation === 'password') draft[designation] ||= value;
  else draft.extra(name, value, field.at('type').text === 'P' ? 'hidden' : 'text');
}

/** Sections of fields; cards and identities of Windows have their parts beside them. */
function readContents(draft: Draft, contents: Json): void {
  if (draft.type !== 'login') {
    for (const [id, value] of contents.entries) {
      if (!OWN_PLACE.has(id)) keep(draft, { id, title: id, kind: 'string', value, category: '' });
    }
  }
  for (const section of contents.at('sections').list) {
    for (const field of section.at('fields').list) {
      const [kind, id, title] = ['k', 'n', 't'].map((part) => field.at(part).text);
      keep(draft, { id, title: title || section.at('title').text, kind, value: field.at('v'), category: '' });
    }
  }
}
