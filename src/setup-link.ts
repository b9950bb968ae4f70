import { buildApp } from './app.js';
import { readConfig } from './config.js';
import { openDataSource } from './database/data-source.js';
import { migrate } from './database/migrate.js';
import { ENTITIES } from './entities.js';
import { SecretBox } from './keys/seal.js';
import { Setup } from './providers/setup.service.js';
import { Clock } from './web/clock.js';
import { byOperator } from './web/current.js';

/**
 * A one-time link for one more provider, for `bin/setup-link`; the portal may be running meanwhile.
 * @throws PlainError for what the operator can mend
 */
export async function makeSetupLink(): Promise<string> {
  const config = readConfig(process.env);
  const dataSource = await openDataSource(config.databaseUrl, ENTITIES);
  try {
    await migrate(dataSource, new SecretBox(config.secretKeys).proofs());
    // Built but not started: nothing listens, nothing is delivered.
    const app = await buildApp(config, dataSource);
    const current = byOperator(dataSource.manager, app.get(Clock).now());
    const token = await app.get(Setup, { strict: false }).makeLink(current);
    return `${config.baseUrl.origin}/setup/${token}`;
  } finally {
    await dataSource.destroy();
  }
}
