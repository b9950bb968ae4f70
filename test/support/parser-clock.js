// Runs as a process of its own: a young heap, so that neither other tests nor their garbage are on the clock.
import { formatOf } from '../../dist/import/formats.js';

process.on('message', async ({ id, file }) => process.send(await timeOf(formatOf(id), file)));

/** Milliseconds of processor time: others on the machine do not count. */
async function timeOf(format, file) {
  globalThis.gc();
  const start = process.cpuUsage();
  await format.parse(file, {}).catch(() => undefined);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
