import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkout, diskTrouble, Plain } from './command.js';
import { beganAt } from './processes.js';

/** Where the embedded default keeps everything: DATA_DIR, or .data in the checkout. */
export const dataFolder = () => resolve(process.env.DATA_DIR || join(checkout, '.data'));

/** Makes the folder, for this user's eyes only, and gives its real path. */
export function prepare(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const folder = realpathSync(dataDir);
    refuseFolderOfSomeoneElse(folder);
    if (statSync(folder).mode & 0o077) makePrivate(folder);
    return folder;
  } catch (error) {
    throw diskTrouble(error, dataDir);
  }
}

function refuseFolderOfSomeoneElse(folder) {
  const me = process.getuid();
  // root may use a mounted volume that belongs to a user, but never mixes its files with that user's database
  const checked = [...(me === 0 ? [] : [folder]), join(folder, 'database')].filter(existsSync);
  for (const path of checked) {
    const { uid } = statSync(path);
    if (uid === me) continue;
    throw new Plain(
      `${path} belongs to another user (number ${uid}; this is ${me}). Start Clientele as that user, or set DATA_DIR to a folder of your own.`,
    );
  }
}

/** Our own, brought from another machine before there is a database. */
const BROUGHT = ['secret-keys', 'backups'];

function makePrivate(folder) {
  const others = readdirSync(folder).filter((name) => !BROUGHT.includes(name));
  if (others.length > 0 && !existsSync(join(folder, 'database')))
    throw new Plain(
      `${folder} holds other things and others may look into it. Set DATA_DIR to a new folder, for example ${join(folder, 'clientele')}.`,
    );
  chmodSync(folder, 0o700);
}

const ownerFile = (folder) => join(folder, 'owner.pid');

/** The process that uses the folder, as { pid, began }; nothing when that one has ended. */
export function ownerOf(folder) {
  if (!existsSync(ownerFile(folder))) return undefined;
  const [pid, began] = readFileSync(ownerFile(folder), 'utf8').trim().split(' ');
  return began && beganAt(pid) === began ? { pid: Number(pid), began } : undefined;
}

export function refuseSecond(folder) {
  const owner = ownerOf(folder);
  if (owner)
    throw new Plain(
      `Clientele is already running here (process ${owner.pid}, data in ${folder}). Stop it first, or start a second one with another DATA_DIR and PORT.`,
    );
}

/** Makes this process the one that uses the folder; gives the function that ends this. */
export async function claim(folder) {
  refuseSecond(folder);
  const mine = `${process.pid} ${beganAt(process.pid)}\n`;
  const draft = `${ownerFile(folder)}.${process.pid}`;
  try {
    writeFileSync(draft, mine, { mode: 0o600 });
    renameSync(draft, ownerFile(folder));
  } catch (error) {
    throw diskTrouble(error, folder);
  }
  await pause(30); // of two that start at the same moment, the last to write stays
  if (readFileSync(ownerFile(folder), 'utf8') !== mine) refuseSecond(folder);
  return () => rmSync(ownerFile(folder), { force: true });
}
