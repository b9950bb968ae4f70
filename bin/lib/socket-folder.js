import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Plain } from './command.js';

/** A private folder in the system's temporary folder for the socket of one data folder, whose own path may be too long. */
export function socketFolder(dataFolder) {
  const name = `clientele-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`;
  // unix(7): 108 bytes with the closing zero, 104 on macOS
  const parent = Buffer.byteLength(join(tmpdir(), name, 'db.sock')) > 100 ? '/tmp' : tmpdir();
  const folder = join(parent, name);
  try {
    makeOrKeep(folder);
  } catch (error) {
    throw new Plain(
      `The database needs ${folder} for its socket, and that cannot be used (${error.message.split(',')[0]}). Set TMPDIR to a folder of your own with a short path, for example TMPDIR=$HOME/tmp.`,
    );
  }
  return folder;
}

/** Takes the socket of a server that has ended away, and the folder unless something else is in it. */
export function leaveSocketFolder(socket) {
  rmSync(socket, { force: true });
  try {
    rmdirSync(dirname(socket));
  } catch {
    // it serves again next time
  }
}

function makeOrKeep(folder) {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid()) throw new Error('it belongs to someone else');
  if (found.mode & 0o077) chmodSync(folder, 0o700);
}
