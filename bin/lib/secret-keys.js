import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diskTrouble, Plain } from './command.js';

const fileIn = (dataDir) => join(dataDir, 'secret-keys');
const fresh = () => randomBytes(32).toString('base64');
const listOf = (keys) => keys.split(/[\s,]+/).filter(Boolean);

/** The SECRET_KEYS of the embedded default: those of the file in its data folder, which is made on first use. */
export function secretKeys(dataDir) {
  const file = fileIn(dataDir);
  try {
    if (!existsSync(file)) writeWhole(file, fresh());
  } catch (error) {
    throw diskTrouble(error, file);
  }
  const keys = keptKeys(dataDir);
  if (keys) return keys;
  throw new Plain(`${file} is empty. Put the keys back from where you keep them apart, or set SECRET_KEYS.`);
}

/** The keys that the file holds, or nothing where there is none: none is made. */
export function keptKeys(dataDir) {
  const file = fileIn(dataDir);
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  } catch (error) {
    throw diskTrouble(error, file);
  }
}

/** Puts a new key before those in the file, unless a newer one is waiting there already. Gives the keys. */
export function addKey(dataDir) {
  const keys = listOf(secretKeys(dataDir));
  return keys.length > 1 ? keys.join() : write(dataDir, [fresh(), ...keys]);
}

/** Leaves the newest key in the file. Gives how many were taken out. */
export function dropOldKeys(dataDir) {
  const [newest, ...old] = listOf(secretKeys(dataDir));
  if (old.length > 0) write(dataDir, [newest]);
  return old.length;
}

function write(dataDir, keys) {
  try {
    writeWhole(fileIn(dataDir), keys.join());
    return keys.join();
  } catch (error) {
    throw diskTrouble(error, fileIn(dataDir));
  }
}

/** The file is there whole or not at all, whatever is killed or unplugged: without it sealed secrets stay closed. */
function writeWhole(file, text) {
  const draft = openSync(`${file}.new`, 'w', 0o600);
  writeSync(draft, `${text}\n`);
  fsyncSync(draft);
  closeSync(draft);
  renameSync(`${file}.new`, file);
}
