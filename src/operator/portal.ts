import type { DataSource } from 'typeorm';
import { readConfig } from '../config.js';
import { openDataSource } from '../database/data-source.js';
import { ENTITIES } from '../entities.js';
import { SecretBox } from '../keys/seal.js';

/** What the operator's commands work on: the portal's database and keys, whether the portal runs or not. */
export interface Portal {
  dataSource: DataSource;
  box: SecretBox;
}

/**
 * Opens DATABASE_URL and SECRET_KEYS for as long as the work takes. No other setting counts, so that a command runs from cron as well.
 * @throws PlainError for what the operator can mend
 */
export async function onPortal<T>(work: (portal: Portal) => Promise<T>): Promise<T> {
  const { DATABASE_URL, SECRET_KEYS } = process.env;
  const { databaseUrl, secretKeys } = readConfig({ DATABASE_URL, SECRET_KEYS });
  const dataSource = await openDataSource(databaseUrl, ENTITIES);
  try {
    return await work({ dataSource, box: new SecretBox(secretKeys) });
  } finally {
    await dataSource.destroy();
  }
}
