import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diskTrouble, Plain } from './command.js';

/** The SECRET_KEYS of the embedded default: those of the file in its data folder, which is made on first use. */
export function secretKeys(dataDir) {
  const file = join(dataDir, 'secret-keys');
  try {
    if (!existsSync(file)) writeWhole(file, `${randomBytes(32).toString('base64')}\n`);
    const keys = readFileSync(file, 'utf8').trim();
    if (keys) return keys;
  } catch (error) {
    throw diskTrouble(error, file);
  }
  throw new Plain(`${file} is empty. Put the keys back from where you keep them apart, or set SECRET_KEYS.`);
}

/** The file is there whole or not at all, whatever is killed or unplugged: without it sealed secrets stay closed. */
function writeWhole(file, text) {
  const draft = openSync(`${file}.new`, 'w', 0o600);
  writeSync(draft, text);
  fsyncSync(draft);
  closeSync(draft);
  renameSync(`${file}.new`, file);
}
