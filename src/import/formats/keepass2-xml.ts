import { Collector, pathBelow } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Format } from '../format.js';
import { moment } from '../text.js';
import { type Element, readXml } from '../xml.js';

const NO_NAME = '-';

/** Source: import-formats §4.8. Groups below the outermost are collections, also empty ones; the recycle bin is left out. */
export const keePass2Xml: Format = {
  id: 'keepass2xml',
  name: 'KeePass 2 (xml)',
  extensions: ['xml'],
  detect: ({ text }) => /<KeePassFile[\s>]/.test(text),
  async parse(file) {
    const keePass = readXml(file, 'KeePassFile');
    const top = keePass.need('Root').need('Group');
    const found = new Collector();
    const bin = keePass.child('Meta')?.textOf('RecycleBinUUID') ?? '';
    readGroup(top, '', { found, bin, read: 0 });
    return found.result();
  },
};

/** How far the walk has come. */
interface Walk {
  found: Collector;
  bin: string;
  read: number;
}

function readGroup(group: Element, path: string, walk: Walk): void {
  if (walk.bin && group.textOf('UUID') === walk.bin) return;
  walk.found.collection(walk.read, path);
  for (const child of group.children) {
    if (child.name === 'Entry') readEntry(child, path, walk);
    else if (child.name === 'Group') readGroup(child, pathBelow(path, child.textOf('Name').trim() || NO_NAME), walk);
  }
}

function readEntry(entry: Element, path: string, walk: Walk): void {
  const draft = walk.found.draft(++walk.read);
  draft.in(path);
  const times = entry.child('Times');
  draft.created = moment(times?.textOf('CreationTime') ?? '');
  draft.revised = moment(times?.textOf('LastModificationTime') ?? '');
  for (const string of entry.all('String')) {
    const value = string.child('Value');
    readString(draft, string.textOf('Key'), value?.text ?? '', value?.attribute('ProtectInMemory') === 'True');
  }
  walk.found.add(draft);
}

function readString(draft: Draft, key: string, value: string, secret: boolean): void {
  if (key === 'Title') draft.name = value;
  else if (key === 'UserName') draft.username = value;
  else if (key === 'Password') draft.password = value;
  else if (key === 'URL') draft.uri(value);
  else if (key === 'Notes') draft.notes = draft.notes ? `${value}\n${draft.notes}` : value;
  else if (key === 'otp') draft.totp = value.replace('key=', '');
  else draft.extra(key, value, secret ? 'hidden' : 'text');
}
