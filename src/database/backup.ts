import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { PlainError } from '../config.js';
import { lastLine } from './backup-file.js';
import { dump } from './dump.js';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = 5;
const DISK_TROUBLE = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EIO']);

/** Where the embedded database, its keys and all backups lie, whichever database is used. */
export const dataFolder = () => resolve(process.env.DATA_DIR || join(CHECKOUT, '.data'));
const backupFolder = () => join(dataFolder(), 'backups');

/**
 * Writes a backup into the folder of backups, of which the last five of its kind are kept.
 * @param proofs of the secret keys, see `DumpHead`
 * @returns the file
 * @throws PlainError when it cannot be written
 */
export async function backUp(dataSource: DataSource, kind: string, proofs: string[]): Promise<string> {
  const folder = backupFolder();
  const file = join(folder, `${kind}-${new Date().toISOString().replaceAll(':', '.')}.sql.gz`);
  await write(file, dataSource, proofs, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  forgetOld(folder, kind);
  return file;
}

/** Writes a backup to a place of one's own. @throws PlainError when something is there, or it cannot be written */
export async function backUpTo(file: string, dataSource: DataSource, proofs: string[]): Promise<void> {
  if (existsSync(file)) throw new PlainError(`${file} is there already. Choose another name, or move that file away.`);
  await write(file, dataSource, proofs);
}

/** One gzip file of SQL, for this user's eyes only; it is there whole or not at all. `zcat FILE | mariadb DATABASE` loads it. */
async function write(file: string, dataSource: DataSource, proofs: string[], prepare = () => {}): Promise<void> {
  const draft = `${file}.part`;
  try {
    prepare();
    if (existsSync(draft)) rmSync(draft); // of a backup that was killed, perhaps with other rights
    const output = createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(withLastLine(dump(dataSource, proofs)), createGzip(), output);
    renameSync(draft, file);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    if (!DISK_TROUBLE.has((error as { code?: string }).code ?? '')) throw error;
    throw new PlainError(
      `The backup could not be written to ${dirname(file)}: ${(error as Error).message}. Make room there, or choose another place: name another file, or set DATA_DIR.`,
    );
  }
}

async function* withLastLine(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  yield lastLine(hash);
}

function forgetOld(folder: string, kind: string): void {
  const mine = readdirSync(folder).filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.sql.gz'));
  for (const name of mine.sort().slice(0, -KEPT)) rmSync(join(folder, name));
}
