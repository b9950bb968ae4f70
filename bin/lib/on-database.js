import { checkout, run, say } from './command.js';
import { dataFolder } from './data-folder.js';
import { build, checkNode, installDependencies } from './dependencies.js';
import { runningDatabase, startDatabase } from './embedded-database.js';
import { secretKeys } from './secret-keys.js';
import { endOnSignal } from './signals.js';

/** Runs an operator's command on the portal's database; `work` gives its exit code, or nothing for 0. */
export const onDatabase = (work) =>
  run(async () => {
    await makeReady();
    return withDatabase(work);
  });

/** What every command needs that uses dist/. */
export async function makeReady() {
  checkNode();
  process.chdir(checkout);
  await installDependencies();
  await build();
}

/** The database may be running, or else is started for as long as the work takes. */
export async function withDatabase(work) {
  if (process.env.DATABASE_URL) return work();

  const dataDir = dataFolder();
  const running = runningDatabase(dataDir);
  const database = running ? undefined : await endOnSignal(startDatabase({ dataDir, say }));
  try {
    process.env.DATABASE_URL = running ?? database.url;
    process.env.SECRET_KEYS ||= secretKeys(dataDir);
    return await work();
  } finally {
    await database?.stop();
  }
}
