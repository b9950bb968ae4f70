import { Collector, folderPath } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';
import { fromSeconds } from '../text.js';
import { type Records, readCustomField } from './keeper-fields.js';

/** Source: import-formats §4.11. A record may be in several folders; shared folders are collections even when empty. */
export const keeperJson: Format = {
  id: 'keeperjson',
  name: 'Keeper (json)',
  extensions: ['json'],
  detect: ({ text }) => /"(?:shared_folders|records)"\s*:\s*\[/.test(text),
  async parse(file) {
    const json = readJson(file);
    const records = need(json.at('records'), 'list', keeperJson.name);
    const found = new Collector();
    eachItem(json.at('shared_folders'), found, (folder, row) => found.collection(row, pathOf(folder.at('path').text)));
    const byId = new Map(records.list.map((record) => [record.at('uid').text, record]));
    eachItem(records, found, (record, row) => {
      const draft = found.draft(row);
      read(draft, record, byId);
      found.add(draft);
    });
    return found.result();
  },
};

/** A single backslash parts levels; a doubled one and a slash are part of a name, where a collection has `-` for them. */
const pathOf = (path: string) => folderPath(path.replace(/\\\\|\//g, '-'));

function read(draft: Draft, record: Json, records: Records): void {
  const [kind, login, password] = ['$type', 'login', 'password'].map((part) => record.at(part).text);
  draft.name = record.at('title').text;
  draft.notes = record.at('notes').text;
  draft.revised = fromSeconds(record.at('last_modified').number ?? Number.NaN);
  draft.type = kind === 'bankCard' ? 'card' : kind === 'sshKeys' ? 'ssh-key' : 'login';
  draft.uri(record.at('login_url').text);
  for (const place of record.at('folders').list) {
    draft.in(folderPath(...['shared_folder', 'folder'].map((part) => pathOf(place.at(part).text))));
  }
  for (const [key, value] of record.at('custom_fields').entries) readCustomField(draft, key, value, records);
  if (draft.type === 'login') Object.assign(draft, { username: login, password });
  else {
    const isKey = draft.type !== 'ssh-key' || draft.sshKey.privateKey !== undefined;
    if (!isKey) draft.type = 'note';
    draft.extra('Username', login);
    draft.extra(isKey ? 'Password' : 'Passphrase', password, 'hidden');
  }
  draft.noteIfBare();
}
