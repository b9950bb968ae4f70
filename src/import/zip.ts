import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { say } from '../web/message.js';
import { LIMITS } from './limits.js';
import { checkSize } from './text.js';
import { UnreadableFile } from './unreadable.js';

const MOST_ENTRIES = 10_000;

/** What the package says of names such as `../x`, `/x` and `..\\x`. */
const LEADS_OUT = /^(?:invalid relative path|absolute path|invalid characters in fileName): /;

/** Does a file begin as a zip archive does? */
export const isZip = (file: Uint8Array): boolean => ['P', 'K'].every((letter, at) => file[at] === letter.charCodeAt(0));

/**
 * One file out of a zip archive; the others are never unpacked.
 *
 * @param name with its folders
 * @throws UnreadableFile when the archive is broken, has more than 10,000 files, a name that leads out of it, no such file, or
 *   when that is encrypted or larger than 64 MiB, whatever size it claims
 */
export async function unzip(file: Uint8Array, name: string): Promise<Uint8Array> {
  checkSize(file);
  try {
    const archive = await fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.length), {
      lazyEntries: true,
      strictFileNames: true,
    });
    return await contents(archive, name);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    if (LEADS_OUT.test((error as Error).message))
      throw new UnreadableFile(say('This archive holds a file whose name leads out of it.'));
    throw new UnreadableFile(say('This archive is damaged, or no zip file.'));
  }
}

async function contents(archive: ZipFile, name: string): Promise<Uint8Array> {
  if (archive.entryCount > MOST_ENTRIES) {
    throw new UnreadableFile(say('This archive holds more than {{most}} files.', { most: MOST_ENTRIES }));
  }
  let wanted: Entry | undefined;
  for await (const entry of archive.eachEntry()) if (entry.fileName === name) wanted ??= entry;
  if (!wanted) throw new UnreadableFile(say('This archive holds no {{name}}.', { name }));
  if (wanted.isEncrypted())
    throw new UnreadableFile(say('This archive is encrypted. Unpack it and choose the file in it.'));
  if (wanted.uncompressedSize > LIMITS.bytes) throw tooLarge();
  return inflated(await archive.openReadStreamPromise(wanted));
}

const tooLarge = () => new UnreadableFile(say('This archive unpacks to more than 64 MiB.'));

async function inflated(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LIMITS.bytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
