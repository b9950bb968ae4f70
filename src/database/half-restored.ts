import type { DataSource } from 'typeorm';

/** This table is there while a backup is being restored: tables cannot be made and filled in one transaction. */
const MARK = 'restoring';

export const HALF_RESTORED =
  'A restore of this database was broken off. Run bin/restore again with the same backup; nothing else mends it.';

export async function isHalfRestored(dataSource: DataSource): Promise<boolean> {
  const found: unknown[] = await dataSource.query(`SHOW TABLES LIKE '${MARK}'`);
  return found.length > 0;
}

export const markHalfRestored = (dataSource: DataSource): Promise<unknown> =>
  dataSource.query(`CREATE TABLE IF NOT EXISTS ${MARK} (id int NOT NULL PRIMARY KEY)`);

export const markRestored = (dataSource: DataSource): Promise<unknown> => dataSource.query(`DROP TABLE ${MARK}`);
