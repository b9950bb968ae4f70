import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { PlainError } from '../config.js';
import { dump } from './dump.js';

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = 5;
const DISK_TROUBLE = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EIO']);

/** Where backups lie: in DATA_DIR, whichever database is used. */
export const backupFolder = () => join(resolve(process.env.DATA_DIR || join(CHECKOUT, '.data')), 'backups');

/**
 * Writes one gzip file of SQL, for this user's eyes only; it is there whole or not at all. The last five of its kind are kept.
 * `zcat FILE | mariadb DATABASE` loads it.
 * @returns the file
 * @throws PlainError when it cannot be written
 */
export async function backUp(dataSource: DataSource, kind: string, folder = backupFolder()): Promise<string> {
  const file = join(folder, `${kind}-${new Date().toISOString().replaceAll(':', '.')}.sql.gz`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = createWriteStream(`${file}.part`, { mode: 0o600, flush: true });
    await pipeline(dump(dataSource), createGzip(), draft);
    renameSync(`${file}.part`, file);
    forgetOld(folder, kind);
    return file;
  } catch (error) {
    if (existsSync(`${file}.part`)) rmSync(`${file}.part`);
    if (!DISK_TROUBLE.has((error as { code?: string }).code ?? '')) throw error;
    throw new PlainError(
      `The backup could not be written to ${folder}: ${(error as Error).message}. Make room there, or set DATA_DIR to another folder.`,
    );
  }
}

function forgetOld(folder: string, kind: string): void {
  const mine = readdirSync(folder).filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.sql.gz'));
  for (const name of mine.sort().slice(0, -KEPT)) rmSync(join(folder, name));
}
