import { list, PlainError } from '../config.js';
import { connectAlone } from '../database/alone.js';
import { backUp } from '../database/backup.js';
import { checkBackup, statementsOf } from '../database/backup-file.js';
import type { DumpHead } from '../database/dump.js';
import { isHalfRestored, markHalfRestored, markRestored } from '../database/half-restored.js';
import { migrations } from '../database/migrations.js';
import { KeyError } from '../keys/key-error.js';
import { SecretBox } from '../keys/seal.js';
import { afterRestore } from './aftermath.js';
import type { Portal } from './portal.js';
import { runs } from './presence.js';

interface Restorable {
  file: string;
  head: DumpHead;
}

/**
 * Is this a whole backup that this version can read and these keys belong to? Nothing is written, no database is needed.
 * @param secretKeys as in SECRET_KEYS
 * @throws PlainError saying what is in the way
 */
export async function restorable(file: string, secretKeys = ''): Promise<Restorable> {
  const head = await checkBackup(file);
  const known = new Set(migrations().map((Migration) => new Migration().name));
  if (head.format !== 1 || head.migrations.some((name) => !known.has(name)))
    throw new PlainError(
      `${file} was made by a newer version of Clientele. Install that version or a later one, and restore with it.`,
    );
  const box = boxOf(secretKeys);
  if (!box || !head.proofs.every((proof) => box.proves(proof)))
    throw new PlainError(
      `The secret keys that belong to ${file} are not here. Put the file secret-keys, as you kept it apart, into DATA_DIR, or set SECRET_KEYS to all keys that the portal had when the backup was made.`,
    );
  return { file, head };
}

function boxOf(secretKeys: string): SecretBox | undefined {
  try {
    return new SecretBox(list(secretKeys));
  } catch (error) {
    if (error instanceof KeyError) return undefined;
    throw error;
  }
}

/**
 * Puts a backup in the place of the database, brings it up to date, and ends what must not come back to life. What breaks off
 * halfway can be run again; the portal does not start in between.
 * @param replace a database that is not empty is backed up and replaced, rather than refused
 * @returns the file to which the replaced database was backed up
 * @throws PlainError saying what is in the way
 */
export async function restore({ dataSource, box }: Portal, { file, head }: Restorable, replace: boolean) {
  const tables = await tablesOf(dataSource);
  if (tables.includes('leases') && (await runs(dataSource.manager)))
    throw new PlainError('The portal is running on this database. Stop it first, then restore.');
  const broken = await isHalfRestored(dataSource);
  const empty = tables.length === 0;
  if (!empty && !broken && !replace)
    throw new PlainError(
      'This database is not empty. Restore into an empty one; or, to put the backup in its place, run bin/restore with --replace: what is there now is backed up first.',
    );
  const saved = empty || broken ? undefined : await backUp(dataSource, 'before-restore', box.proofs());
  await markHalfRestored(dataSource);
  await load(dataSource, file);
  await dataSource.runMigrations();
  await afterRestore(dataSource, new Date(head.at));
  await markRestored(dataSource);
  return saved;
}

/** Tables that the backup does not have, of a later version, would be in the way of its migrations. */
async function load(dataSource: Portal['dataSource'], file: string): Promise<void> {
  const connection = connectAlone(dataSource);
  try {
    const query = (sql: string) => connection.promise().query(sql);
    await query('SET foreign_key_checks = 0');
    const ours = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    for (const table of [...ours, 'leases', 'migrations']) await query(`DROP TABLE IF EXISTS ${table}`);
    for await (const statement of statementsOf(file)) await query(statement);
  } finally {
    connection.destroy();
  }
}

async function tablesOf(dataSource: Portal['dataSource']): Promise<string[]> {
  const tables: object[] = await dataSource.query('SHOW TABLES');
  return tables.map((row) => String(Object.values(row)[0]));
}
