import { accessSync, constants, existsSync, mkdtempSync, readFileSync, realpathSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Plain } from './command.js';
import { install, mayInstall } from './debian.js';
import { lastLines, quietly } from './processes.js';

// Debian's MySQL is confined by AppArmor to its own folders, MariaDB is not: MariaDB first.
const names = ['mariadbd', 'mysqld'];
const systemFolders = [
  ...['/usr/sbin', '/usr/bin', '/usr/libexec', '/usr/local/sbin', '/usr/local/bin', '/usr/local/libexec'],
  ...['/usr/local/mysql/bin', '/opt/homebrew/opt/mariadb/bin', '/usr/local/opt/mariadb/bin'],
];

export const foldersOfPrograms = () => [...(process.env.PATH ?? '').split(':').filter(Boolean), ...systemFolders];

export const find = (programs, folders = foldersOfPrograms()) =>
  programs.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The server on this machine, installed first where that is possible: { path, mysql }. */
export async function serverProgram({ say, folders = foldersOfPrograms(), installs = mayInstall() }) {
  if (!find(names, folders) && installs) await install(['mariadb-server-core'], say);
  const path = find(names, folders);
  if (!path)
    throw new Plain(
      'There is no MariaDB or MySQL server on this machine. As root, run: apt-get install --no-install-recommends mariadb-server-core ' +
        '(elsewhere the package is called mariadb-server or mariadb); or set DATABASE_URL to a database of your own.',
    );
  const { output } = await quietly(path, ['--no-defaults', '--version']);
  const [version, major, minor] = output.match(/(\d+)\.(\d+)\.\d+/) ?? [];
  const mysql = !output.includes('MariaDB');
  if (!version || (mysql ? major < 8 : major < 10 || (major === '10' && minor < 6)))
    throw new Plain(
      `${path} is no server that Clientele can use (it says: ${lastLines(output, 1)}). Install MariaDB 10.6 or MySQL 8.0, or newer, or set DATABASE_URL to such a server.`,
    );
  return { path, mysql };
}

/** Fills `folder` with a new, empty system; it appears there whole or not at all. */
export async function initialise(program, options, folder) {
  const draft = mkdtempSync(`${folder}.new-`);
  const words = [...options, `--datadir=${draft}`];
  // MySQL's way is from its manual; there was no MySQL to try it with.
  const { code, output } = program.mysql
    ? await quietly(program.path, [...words, '--initialize-insecure'])
    : await quietly(program.path, [...words, '--bootstrap', '--silent-startup'], { input: systemTables(program.path) });
  if (code !== 0)
    throw new Plain(
      `The database could not be made in ${folder}. The server said:\n${firstErrors(output)}\nMend that and start again, or set DATABASE_URL to a database of your own.`,
    );
  renameSync(draft, folder);
}

/** The errors in what a server said: first the cause, then what follows from it. */
export function firstErrors(text) {
  const errors = text.split('\n').filter((line) => /error/i.test(line));
  return errors.slice(0, 3).join('\n') || lastLines(text);
}

/** What mariadb-install-db feeds the server; that script itself needs programs of other packages. */
function systemTables(path) {
  const share = join(dirname(dirname(realpathSync(path))), 'share');
  const file = (name) =>
    ['mariadb', 'mysql']
      .flatMap((folder) => ['mariadb', 'mysql'].map((prefix) => join(share, folder, `${prefix}_${name}.sql`)))
      .find(existsSync);
  const files = ['system_tables', 'performance_tables', 'system_tables_data'].map(file);
  if (files.includes(undefined))
    throw new Plain(
      `The files of MariaDB that make a new database are not in ${share}. Install the whole server package again, or set DATABASE_URL.`,
    );
  // root without password: who may reach the socket (a 0700 folder) is the lock
  const start = 'CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n';
  return start + files.map((name) => readFileSync(name, 'utf8')).join('\n');
}
