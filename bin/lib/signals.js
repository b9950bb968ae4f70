import { constants } from 'node:os';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
export const codeOf = (signal) => 128 + constants.signals[signal];

/**
 * While nobody else listens, Ctrl-C, a service manager's stop or a closed terminal ends the database and this process.
 * As soon as the app listens it drains, and whoever waits for it ends the database.
 */
export async function endOnSignal(starting) {
  let appDrains = false;
  let ending;
  for (const signal of stopSignals)
    process.on(signal, async () => {
      appDrains ||= process.listenerCount('SIGTERM') > 1;
      if (appDrains) return signal === 'SIGHUP' && process.kill(process.pid, 'SIGTERM');
      ending = signal;
      await starting.then((database) => database.stop()).catch(() => {});
      process.exit(codeOf(signal));
    });
  const database = await starting;
  const stop = () => database.stop().then(() => ending && process.exit(codeOf(ending)));
  return { ...database, stop };
}

/** Hands the signals on to a child, which ends in its own way. */
export function passSignalsTo(child) {
  for (const signal of stopSignals) process.on(signal, () => child.kill(signal));
}
