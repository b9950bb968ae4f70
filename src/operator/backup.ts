import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { NOBODY, record } from '../audit/record.js';
import { PlainError } from '../config.js';
import { backUp, backUpTo } from '../database/backup.js';
import { isHalfRestored } from '../database/half-restored.js';
import { byOperator } from '../web/current.js';
import type { Portal } from './portal.js';

export interface Backup {
  file: string;
  bytes: number;
}

/**
 * One consistent file of the whole portal, for `bin/backup`, while the portal may be running.
 * @param to where to; by default among the backups of the data folder
 * @throws PlainError for what the operator can mend
 */
export async function makeBackup({ dataSource, box }: Portal, to?: string): Promise<Backup> {
  if (await isHalfRestored(dataSource))
    throw new PlainError('A restore of this database was broken off; it holds no whole portal.');
  if (!(await isSetUp(dataSource)))
    throw new PlainError(
      'This database is empty. Start the portal once with npm start; then there is something to back up.',
    );
  const file = to ? resolve(to) : await backUp(dataSource, 'backup', box.proofs());
  if (to) await backUpTo(file, dataSource, box.proofs());
  const target = { id: null, name: basename(file) };
  await record(byOperator(dataSource.manager, new Date()), 'portal.backed-up', target, {}, { userId: NOBODY });
  return { file, bytes: statSync(file).size };
}

const isSetUp = async (dataSource: Portal['dataSource']): Promise<boolean> =>
  ((await dataSource.query("SHOW TABLES LIKE 'migrations'")) as unknown[]).length > 0;
