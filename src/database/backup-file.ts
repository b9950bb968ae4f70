import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { PlainError } from '../config.js';
import { type DumpHead, readHead } from './dump.js';

const BEGINNING = 1024 * 1024;
const END_OF_STATEMENT = ';\n';

/** Ends a backup: what cut it short or changed it shows. A comment of SQL, always of one length. */
export const lastLine = (hash: Hash): string => `-- sha256 ${hash.digest('hex')}\n`;
const LAST_LINE = lastLine(createHash('sha256')).length;

/**
 * Reads a backup to its end and writes nothing.
 * @throws PlainError when it cannot be read, is no backup, or is not whole
 */
export async function checkBackup(file: string): Promise<DumpHead> {
  const hash = createHash('sha256');
  let head = '';
  let held = Buffer.alloc(0);
  for await (const piece of pieces(file)) {
    if (head.length < BEGINNING && !head.includes('\n')) head += piece.toString('utf8');
    held = Buffer.concat([held, piece]);
    hash.update(held.subarray(0, -LAST_LINE));
    held = held.subarray(-LAST_LINE);
  }
  const found = head.includes('\n') ? readHead(head) : undefined;
  if (!found) throw noBackup(file);
  if (held.toString() !== lastLine(hash)) throw damaged(file);
  return found;
}

/** The statements of a backup, one after the other. */
export async function* statementsOf(file: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let text = '';
  for await (const piece of pieces(file)) {
    text += decoder.write(piece);
    const statements = text.split(END_OF_STATEMENT);
    text = statements.pop() as string;
    yield* statements;
  }
}

async function* pieces(file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(file), gunzip);
  reading.catch(() => {}); // comes out of the loop as well
  try {
    for await (const piece of gunzip) yield piece as Buffer;
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    if (message === 'incorrect header check') throw noBackup(file);
    if (code.startsWith('Z_')) throw damaged(file);
    throw new PlainError(`${file} cannot be read: ${message}.`);
  }
}

const noBackup = (file: string) =>
  new PlainError(`${file} is no backup of Clientele. Choose a file that bin/backup wrote.`);
const damaged = (file: string) =>
  new PlainError(
    `${file} is damaged or not whole, so nothing was restored. Use another copy of it, or an older backup.`,
  );
