import type { ItemType } from '../../items/plain-item.js';
import { say } from '../../web/message.js';
import { Collector, folderPath } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { eachItem, type Json, need, readJson } from '../json.js';
import { readSshKey } from '../ssh-key.js';
import { fromSeconds } from '../text.js';
import { UnreadableFile } from '../unreadable.js';
import { isZip, unzip } from '../zip.js';
import { readFields } from './protonpass-fields.js';
import { readPerson } from './protonpass-person.js';

const TRASHED = 2;

const TYPES = new Map<string, ItemType>([
  ['login', 'login'],
  ['alias', 'login'],
  ['creditCard', 'card'],
  ['identity', 'identity'],
  ['sshKey', 'ssh-key'],
]);

/** Source: import-formats §4.19. Vaults become collections; what is in the trash stays there. */
export const protonPass: Format = {
  id: 'protonpass',
  name: 'Proton Pass (zip, json)',
  extensions: ['zip', 'json'],
  detect: ({ text }) => (/^PK/.test(text) ? /Proton Pass\//.test(text) : /"vaults"\s*:\s*\{/.test(text)),
  async parse(file) {
    const json = readJson(isZip(file) ? await unzip(file, 'Proton Pass/data.json') : file);
    if (json.at('encrypted').isTrue) {
      throw new UnreadableFile(say('This backup is encrypted. Make one that is not, and choose that.'));
    }
    const found = new Collector();
    for (const [, vault] of need(json.at('vaults'), 'object', protonPass.name).entries) {
      const path = folderPath(vault.at('name').text);
      eachItem(vault.at('items'), found, (item, row) => {
        if (item.at('state').number === TRASHED) return;
        const draft = found.draft(row);
        read(draft, item);
        draft.in(path);
        found.add(draft);
      });
    }
    return found.result();
  },
};

function read(draft: Draft, item: Json): void {
  const data = item.at('data');
  const [type, content] = [data.at('type').text, data.at('content')];
  draft.type = TYPES.get(type) ?? 'note';
  draft.name = data.at('metadata').at('name').text;
  draft.notes = data.at('metadata').at('note').text;
  draft.created = fromSeconds(item.at('createTime').number ?? Number.NaN);
  draft.revised = fromSeconds(item.at('modifyTime').number ?? Number.NaN);
  if (type === 'login') readLogin(draft, content);
  else if (type === 'alias') draft.username = item.at('aliasEmail').text;
  else if (type === 'creditCard') readCard(draft, content);
  else if (type === 'identity') readPerson(draft, content);
  else if (type === 'sshKey') readKey(draft, content);
  readFields(draft, data.at('extraFields'));
  for (const section of content.at('sections').list) readFields(draft, section.at('sectionFields'));
}

function readLogin(draft: Draft, content: Json): void {
  const email = content.at('itemEmail').text;
  draft.username = content.at('itemUsername').text || content.at('username').text || email;
  if (draft.username !== email) draft.extra('email', email);
  draft.password = content.at('password').text;
  draft.totp = content.at('totpUri').text;
  for (const url of content.at('urls').list) draft.uri(url.text);
}

/** The month of expiry was `MMYYYY` and is `YYYY-MM`. */
function readCard(draft: Draft, content: Json): void {
  draft.card.set('cardholderName', content.at('cardholderName').text);
  draft.cardNumber(content.at('number').text);
  draft.card.set('code', content.at('verificationNumber').text);
  const date = content.at('expirationDate').text;
  const month = date.replace(/^(\d{4})-(\d\d)$/, '$2/$1').replace(/^(\d\d)(\d{4})$/, '$1/$2');
  if (!draft.expiry(month)) draft.extra('expirationDate', date);
  draft.extra('PIN', content.at('pin').text, 'hidden');
}

/** A key that cannot be read is kept as it is written. */
function readKey(draft: Draft, content: Json): void {
  const [privateKey, publicKey] = [content.at('privateKey').text, content.at('publicKey').text];
  Object.assign(draft.sshKey, readSshKey(privateKey) ?? { privateKey, publicKey });
}
