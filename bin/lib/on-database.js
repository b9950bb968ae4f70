import { checkout, run, say } from './command.js';
import { dataFolder } from './data-folder.js';
import { build, checkNode, installDependencies } from './dependencies.js';
import { runningDatabase, startDatabase } from './embedded-database.js';
import { secretKeys } from './secret-keys.js';
import { endOnSignal } from './signals.js';

/** Runs an operator's command on the portal's database, which may be running, or else is started for as long as this takes. */
export const onDatabase = (work) =>
  run(async () => {
    checkNode();
    process.chdir(checkout);
    await installDependencies();
    await build();
    if (process.env.DATABASE_URL) return work();

    const dataDir = dataFolder();
    const running = runningDatabase(dataDir);
    const database = running ? undefined : await endOnSignal(startDatabase({ dataDir, say }));
    try {
      process.env.DATABASE_URL = running ?? database.url;
      process.env.SECRET_KEYS ||= secretKeys(dataDir);
      await work();
    } finally {
      await database?.stop();
    }
  });
