import { existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../database/backup.js';
import { type Finding, fine, wrong } from '../finding.js';

const MEGABYTE = 1024 * 1024;
const NEEDED = 1000;

/** Has the data folder room, and is it for this user's eyes only? */
export async function folder(): Promise<Finding[]> {
  const path = dataFolder();
  if (!existsSync(path)) return [];
  const { bavail, bsize } = statfsSync(path);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const room =
    free < NEEDED
      ? wrong(
          `The disk of ${path} has ${free} MB free, which is little for a database and its backups. Free some space.`,
        )
      : fine(`The disk of ${path} has ${Math.floor(free / 1000)} GB free.`);
  return [room, ...rights(path)];
}

function rights(path: string): Finding[] {
  const open = [path, join(path, 'secret-keys'), join(path, 'backups')].filter(
    (each) => existsSync(each) && statSync(each).mode & 0o077,
  );
  const { uid } = statSync(path);
  const me = process.getuid?.();
  const findings = open.map((each) => wrong(`Others on this machine may read ${each}. Run chmod go= ${each}`));
  if (me !== undefined && me !== 0 && uid !== me)
    findings.push(
      wrong(`${path} belongs to another user (number ${uid}). Run the portal and its commands as that user.`),
    );
  return findings.length > 0 ? findings : [fine(`Only you may read ${path}.`)];
}
