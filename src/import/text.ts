import { say } from '../web/message.js';
import { LIMITS } from './limits.js';
import { UnreadableFile } from './unreadable.js';

const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** The size that a file may have. @throws UnreadableFile when it is empty or larger */
export function checkSize(file: Uint8Array): void {
  if (file.length === 0) throw new UnreadableFile(say('This file is empty.'));
  if (file.length > LIMITS.bytes) throw new UnreadableFile(say('This file is larger than 64 MiB.'));
}

/**
 * The text of a file: UTF-8, without its byte order mark.
 *
 * @throws UnreadableFile when it is empty, larger than 64 MiB, in another encoding, or holds NUL bytes
 */
export function readText(file: Uint8Array): string {
  checkSize(file);
  if (UTF_16.some(([first, second]) => file[0] === first && file[1] === second)) {
    throw new UnreadableFile(say('This file is in UTF-16. Save it as UTF-8 and choose it again.'));
  }
  const text = utf8(file);
  if (text.includes('\0')) throw new UnreadableFile(say('This file holds NUL bytes, so it is no text file.'));
  return text;
}

function utf8(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new UnreadableFile(say('This file is not in UTF-8. Save it as UTF-8 and choose it again.'));
  }
}

/** Every end of a line as LF. */
export const evenLines = (text: string): string => text.replace(/\r\n?/g, '\n');

const ISO_8601 = /^\d{4}-\d\d-\d\d(?:T|$)/;
const FIRST_YEAR = Date.UTC(1900);
const LAST_YEAR = Date.UTC(10_000) - 1;

/** A moment from milliseconds or from text that ISO 8601 describes; nothing when it is none, or in no year of four digits. */
export function moment(value: number | string): Date | undefined {
  if (typeof value === 'string' && !ISO_8601.test(value)) return undefined;
  const date = new Date(value);
  return date.getTime() >= FIRST_YEAR && date.getTime() <= LAST_YEAR ? date : undefined;
}

/** A moment from seconds, or from milliseconds where there are 13 digits or more. */
export const fromSeconds = (value: number): Date | undefined => moment(value >= 1e12 ? value : value * 1000);

const NAMED = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }));
const LONGEST_REFERENCE = '&#x10FFFF;'.length;
const LAST_CODE_POINT = 0x10ffff;

/** The references that XML and HTML have without a document type: five names and numbers. Others stay as they are. */
export function decodeReferences(text: string): string {
  let decoded = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const name = text.slice(at + 1, at + LONGEST_REFERENCE);
    const end = name.indexOf(';');
    const character = end < 0 ? undefined : (NAMED.get(name.slice(0, end)) ?? characterOf(name.slice(0, end)));
    if (character === undefined) continue;
    decoded += text.slice(from, at) + character;
    from = at + end + 2;
  }
  return decoded + text.slice(from);
}

function characterOf(name: string): string | undefined {
  const [, decimal, hex] = /^#(?:(\d+)|x([0-9a-f]+))$/i.exec(name) ?? [];
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}
