import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerOf } from './data-folder.js';
import { endLeftRunning, startDatabase } from './embedded-database.js';

const prefix = 'clientele-throwaway-';

/** A database for tests: gone with everything in it when it is stopped; fast and unsafe, or `durable` as the real one is. */
export async function throwawayDatabase({ durable = false } = {}) {
  const parent = realpathSync(tmpdir());
  await sweep(parent);
  const dataDir = mkdtempSync(join(parent, prefix));
  const database = await startDatabase({ dataDir, say: () => {}, throwaway: !durable });
  return { ...database, stop: () => discard(database, dataDir) };
}

/** Ends what runs of tests that were killed have left behind. */
async function sweep(parent) {
  const folders = readdirSync(parent)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(parent, name));
  for (const folder of folders.filter((folder) => existsSync(join(folder, 'owner.pid')) && !ownerOf(folder))) {
    await endLeftRunning(folder);
    remove(folder);
  }
}

async function discard(database, dataDir) {
  await database.stop();
  remove(dataDir);
}

const remove = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
