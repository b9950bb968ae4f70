import { announce } from './announce.js';
import { buildApp } from './app.js';
import { type Config, PlainError, readConfig } from './config.js';
import { openDataSource } from './database/data-source.js';
import { migrate } from './database/migrate.js';
import { ENTITIES } from './entities.js';
import { SecretBox } from './keys/seal.js';
import { bePresent } from './operator/presence.js';

/**
 * Runs the portal until it is told to stop (SIGTERM, SIGINT), answers what is under way and closes.
 * @throws PlainError for what the operator can mend
 */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const box = new SecretBox(config.secretKeys);
  const dataSource = await openDataSource(config.databaseUrl, ENTITIES);
  try {
    await migrate(dataSource, box.proofs());
    const app = await buildApp(config, dataSource);
    await listen(app, config);
    const leave = await bePresent(dataSource.manager, box.ids()[0]);
    await announce(app, config);
    await stopSignal();
    await app.close();
    await leave();
  } finally {
    await dataSource.destroy();
  }
}

async function listen(app: { listen(port: number, host: string): Promise<unknown> }, config: Config): Promise<void> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new PlainError(
      `Port ${config.port} is in use by another program. Stop that one, or choose another port: PORT=${config.port + 1} npm start`,
    );
  }
}

const stopSignal = () =>
  new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
