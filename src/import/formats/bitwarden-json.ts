import { CARD_PARTS, IDENTITY_PARTS } from '../../items/plain-item.js';
import { say } from '../../web/message.js';
import { FIELD_TYPES, MATCHES, TYPES } from '../bitwarden-numbers.js';
import { Collector, folderPath } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format, ParseOptions } from '../format.js';
import type { Result } from '../item.js';
import { eachItem, type Json, need, parseJson, readJson } from '../json.js';
import { openProtected } from '../protected-json.js';
import { moment } from '../text.js';
import { UnreadableFile } from '../unreadable.js';

/** Source: import-formats §3.2 to §3.4. The folders of an individual export become collections: the reference loses them. */
export const bitwardenJson: Format = {
  id: 'bitwardenjson',
  name: 'Bitwarden (json)',
  extensions: ['json'],
  detect: ({ text }) => /^\s*\{/.test(text) && /"(?:encrypted|collectionIds|organizationId)"\s*:/.test(text),
  parse: async (file, options) => read(await opened(readJson(file), options)),
};

async function opened(json: Json, { password }: ParseOptions): Promise<Json> {
  if (!json.at('encrypted').isTrue) return json;
  if (!json.at('passwordProtected').isTrue) {
    throw new UnreadableFile(
      say(
        'This export opens only in the account that made it. Export again, with a password of the file or unencrypted.',
      ),
    );
  }
  return parseJson(await openProtected(json, password));
}

function read(json: Json): Result {
  const items = need(json.at('items'), 'list', bitwardenJson.name);
  const found = new Collector(false);
  const collections = paths(json.at('collections'), found);
  const folders = paths(json.at('folders'), found);
  eachItem(items, found, (item, row) => {
    const type = TYPES[item.at('type').number ?? 0];
    if (!type) return found.skip(row, say('Its type is unknown.'));
    const draft = found.draft(row);
    draft.type = type;
    readCommon(draft, item);
    readParts(draft, item);
    const ids = item.at('collectionIds');
    for (const id of ids.isList ? ids.list : [ids]) draft.in(collections.get(id.text) ?? '');
    draft.in(folders.get(item.at('folderId').text) ?? '');
    found.add(draft);
  });
  return found.result();
}

/** Collections or folders of the file by id. */
function paths(list: Json, found: Collector): Map<string, string> {
  const byId = new Map<string, string>();
  eachItem(list, found, (one, row) => {
    const path = folderPath(one.at('name').text);
    byId.set(one.at('id').text, path);
    found.collection(row, path);
  });
  return byId;
}

function readCommon(draft: Draft, item: Json): void {
  draft.name = item.at('name').text;
  draft.notes = item.at('notes').text;
  draft.created = moment(item.at('creationDate').text);
  draft.revised = moment(item.at('revisionDate').text);
  for (const field of item.at('fields').list) {
    const [name, value, linkedId] = [field.at('name').text, field.at('value').text, field.at('linkedId').number];
    const type = FIELD_TYPES[field.at('type').number ?? 0] ?? 'text';
    draft.fields.push({ name, value, type, ...(type === 'linked' && linkedId !== undefined && { linkedId }) });
  }
  for (const past of item.at('passwordHistory').list) {
    const at = moment(past.at('lastUsedDate').text);
    draft.passwordHistory.push({ password: past.at('password').text, ...(at && { at }) });
  }
}

function readParts(draft: Draft, item: Json): void {
  const [login, card, identity, sshKey] = ['login', 'card', 'identity', 'sshKey'].map((part) => item.at(part));
  draft.username = login.at('username').text;
  draft.password = login.at('password').text;
  draft.totp = login.at('totp').text;
  for (const uri of login.at('uris').list) draft.exactUri(uri.at('uri').text, MATCHES[uri.at('match').number ?? -1]);
  for (const part of CARD_PARTS) draft.card.set(part, card.at(part).text);
  for (const part of IDENTITY_PARTS) draft.identity.set(part, identity.at(part).text);
  draft.sshKey.privateKey = sshKey.at('privateKey').text;
  draft.sshKey.publicKey = sshKey.at('publicKey').text;
  draft.sshKey.fingerprint = sshKey.at('keyFingerprint').text;
}
