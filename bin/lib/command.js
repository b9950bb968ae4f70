import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Something a person can mend: the message says what is wrong and what to do, and is shown without a stack. */
export class Plain extends Error {
  plain = true;
}

/** What happens, one line each, on stderr: stdout is for results. */
export const say = (line) => console.error(line);

/** Runs one command of bin/; `command` gives its exit code, or nothing for 0. */
export async function run(command) {
  try {
    process.exit((await command()) ?? 0);
  } catch (error) {
    if (!error.plain) console.error('Clientele ended because of something unexpected. Please report these lines:');
    console.error(error.plain ? error.message : error);
    process.exit(1);
  }
}

/** The sentence for what the disk refused; any other error comes back as it is. */
export function diskTrouble(error, path) {
  const sentence = sentences[error.code]?.(path);
  return sentence && !error.plain ? new Plain(sentence, { cause: error }) : error;
}

const full = (path) =>
  `The disk of ${path} is full. Free some space, or set DATA_DIR to a folder on a disk that has room.`;
const refused = (path) =>
  `This user may not write ${path}. Make it this user's own (chown), or set DATA_DIR to a folder of your own.`;
const unwritable = (path) =>
  `${path} cannot be written: its disk is read-only or not there. Set DATA_DIR to a folder on another disk.`;
const notFolder = (path) =>
  `${path} cannot be made a folder: a file is in the way. Move that file, or set DATA_DIR to another folder.`;
const sentences = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: refused,
  EPERM: refused,
  EROFS: unwritable,
  ENOENT: unwritable, // what Node says of a new folder there
  EEXIST: notFolder,
  ENOTDIR: notFolder,
};
