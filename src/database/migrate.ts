import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { PlainError } from '../config.js';
import { backUp } from './backup.js';
import { HALF_RESTORED, isHalfRestored } from './half-restored.js';
import { dropLease, takeLease } from './lease.js';

const PATIENCE_SECONDS = 120;

/**
 * Brings the schema up to date, after a backup where there is something to lose. Of several processes that start at once, one
 * does it and the others wait.
 * @param proofs of the secret keys, for that backup
 * @throws PlainError when a restore was broken off here
 */
export async function migrate(dataSource: DataSource, proofs: string[] = []): Promise<void> {
  if (await isHalfRestored(dataSource)) throw new PlainError(HALF_RESTORED);
  await dataSource.query(
    `CREATE TABLE IF NOT EXISTS leases (
      name varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      holder char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      until datetime(3) NOT NULL
    )`,
  );
  for (let waited = 0; !(await takeLease(dataSource.manager, 'migrations', PATIENCE_SECONDS)); waited++) {
    if (waited > PATIENCE_SECONDS)
      throw new PlainError('Another process has been migrating the database for too long.');
    await sleep(1000);
  }
  const renew = () => takeLease(dataSource.manager, 'migrations', PATIENCE_SECONDS).catch(() => false);
  const renewing = setInterval(renew, (PATIENCE_SECONDS * 1000) / 3);
  try {
    if ((await dataSource.showMigrations()) && (await wasMigratedBefore(dataSource))) {
      const file = await backUp(dataSource, 'before-migrations', proofs);
      process.stderr.write(`Before the database is migrated, it was backed up to ${file}\n`);
    }
    await dataSource.runMigrations();
  } finally {
    clearInterval(renewing);
    await dropLease(dataSource.manager, 'migrations');
  }
}

const wasMigratedBefore = async (dataSource: DataSource): Promise<boolean> =>
  ((await dataSource.query('SELECT 1 FROM migrations LIMIT 1')) as unknown[]).length > 0;
