import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { diskTrouble, Plain } from './command.js';
import { claim, prepare } from './data-folder.js';
import { beganAt, ended, signal, startedWith } from './processes.js';
import { firstErrors, initialise, serverProgram } from './server-program.js';
import { leaveSocketFolder, socketFolder } from './socket-folder.js';

const megabyte = 1024 * 1024;
const ownWayOut = 'or set DATABASE_URL to a database of your own.';

/**
 * Starts the private server of a data folder, or takes over the one that a killed process left running there.
 * It listens on a socket only and outlives Ctrl-C, so that the app can drain; `stop` ends it.
 * `throwaway` trades safety for speed; `folders` and `installs` say where a server may be looked for and whether it may be installed.
 */
export async function startDatabase({ dataDir, say, throwaway = false, folders, installs }) {
  const folder = prepare(dataDir);
  const release = await claim(folder);
  try {
    const server =
      (await leftRunning(folder)) ??
      (await launch(folder, await serverProgram({ say, folders, installs }), throwaway, say));
    await makeDatabase(server, folder);
    let stopping;
    const stop = () => (stopping ??= shutDown(server, throwaway).then(release));
    return { url: urlOf(server), socket: server.socket, pid: server.pid, stop };
  } catch (error) {
    release();
    throw error.path?.startsWith(folder) ? diskTrouble(error, folder) : error;
  }
}

/** The address of the server that runs for a data folder, for tools beside a running app; nothing where none runs. */
export const runningDatabase = (folder) => {
  const server = serverOf(folder);
  return server && urlOf(server);
};

/** Ends the server that a killed process left running there, without care for its data. */
export async function endLeftRunning(folder) {
  const server = serverOf(folder);
  if (server) await shutDown(server, true);
}

const urlOf = ({ socket }) => `mysql://root@localhost/clientele?socketPath=${encodeURIComponent(socket)}`;
const logFile = (folder) => join(folder, 'database.log');

function serverOf(folder) {
  const server = startedWith(`--datadir=${join(folder, 'database')}`);
  const socket = server?.words.find((word) => word.startsWith('--socket='))?.slice('--socket='.length);
  return socket && { ...server, socket };
}

async function leftRunning(folder) {
  const server = serverOf(folder);
  if (!server) return undefined;
  if (await answers(server, 30_000)) return server;
  await shutDown(server); // one without a socket, or on its way out
  return undefined;
}

async function launch(folder, program, throwaway, say) {
  const room = await makeRoom(folder);
  const socket = join(socketFolder(folder), 'db.sock');
  const settings = [...settingsFor(program, throwaway), `--tmpdir=${dirname(socket)}`];
  if (!room.filled) {
    say(`Making the database in ${room.path}.`);
    await initialise(program, settings, room.path);
  }
  const log = logFile(folder);
  const before = existsSync(log) ? statSync(log).size : 0;
  const server = { ...spawnServer(program, [...settings, `--datadir=${room.path}`], { folder, socket, log }), socket };
  const saying = setTimeout(
    () => say('The database is still getting ready; after a crash it repairs itself first.'),
    8_000,
  );
  const ready = await answers(server, 600_000);
  clearTimeout(saying);
  if (ready) return server;
  leaveSocketFolder(socket);
  const said = readFileSync(log).subarray(before).toString();
  throw new Plain(
    `The database did not start. Its log, ${log}, says:\n${firstErrors(said)}\nMend that and start again, ${ownWayOut}`,
  );
}

/** Where the server's own files are or will be. */
async function makeRoom(folder) {
  const path = join(folder, 'database');
  try {
    await sweepHalfMade(folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    const filled = names.includes('ibdata1') && names.includes('mysql');
    if (names.length > 0 && !filled)
      throw new Plain(`${path} holds something that is no database. Move it away, or set DATA_DIR to another folder.`);
    const { bavail, bsize } = statfsSync(folder);
    const free = Math.floor((bavail * bsize) / megabyte);
    const needed = filled ? 20 : 250;
    if (free < needed)
      throw new Plain(
        `The disk of ${folder} has ${free} MB free and the database needs ${needed}. Free some space, or set DATA_DIR to a folder on another disk.`,
      );
    return { path, filled };
  } catch (error) {
    throw diskTrouble(error, path);
  }
}

/** What a killed start left half made goes, and the server that may still be making it. */
async function sweepHalfMade(folder) {
  for (const name of readdirSync(folder).filter((name) => name.startsWith('database.new'))) {
    const maker = startedWith(`--datadir=${join(folder, name)}`);
    if (maker) await shutDown(maker, true);
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function spawnServer({ path }, settings, { folder, socket, log }) {
  const output = openSync(log, 'a', 0o600);
  const own = [`--socket=${socket}`, `--pid-file=${join(folder, 'database.pid')}`, `--log-error=${log}`];
  // A session of its own: Ctrl-C in the terminal must not reach it before the app has drained.
  const child = spawn(path, [...settings, ...own], { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  child.on('error', () => {}); // no pid then, and so no answer
  child.unref();
  return { pid: child.pid, began: beganAt(child.pid) };
}

function* settingsFor({ mysql }, throwaway) {
  yield '--no-defaults'; // first, or the system's own settings are read
  if (process.getuid() === 0) yield '--user=root';
  yield* ['--skip-networking', '--skip-log-bin', '--performance-schema=OFF', '--character-set-server=utf8mb4'];
  yield* ['--max-connections=100', '--max-allowed-packet=64M', '--innodb-buffer-pool-size=128M'];
  if (mysql) yield '--mysqlx=OFF';
  if (throwaway)
    yield* ['--innodb-flush-log-at-trx-commit=0', '--loose-innodb-flush-method=nosync', '--innodb-doublewrite=OFF'];
  else yield '--innodb-flush-log-at-trx-commit=1';
  if (throwaway && !mysql) yield* ['--loose-sync-frm=OFF', '--innodb-log-file-size=32M'];
}

/** Does the server answer, now or within so many milliseconds? False at once when it has ended. */
async function answers(server, milliseconds) {
  const until = Date.now() + milliseconds;
  while (server.began && beganAt(server.pid) === server.began && Date.now() < until) {
    try {
      await query(server.socket, 'SELECT 1');
      return true;
    } catch (error) {
      if (error.sqlState) return true; // an answer, though a refusal: whoever asks next will tell
      await pause(50);
    }
  }
  return false;
}

async function makeDatabase(server, folder) {
  try {
    await query(server.socket, 'CREATE DATABASE IF NOT EXISTS clientele CHARACTER SET utf8mb4');
  } catch (error) {
    await shutDown(server);
    throw new Plain(
      `The database does not work (it says: ${error.message}). See ${logFile(folder)} and start again, ${ownWayOut}`,
    );
  }
}

async function query(socketPath, sql) {
  const { createConnection } = await import('mysql2/promise'); // not before dependencies are installed
  const connection = await createConnection({ socketPath, user: 'root' });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

async function shutDown(server, throwaway = false) {
  signal(server, throwaway ? 'SIGKILL' : 'SIGTERM');
  if (!(await ended(server, 120_000)))
    throw new Plain(
      `The database (process ${server.pid}) is still writing to the disk and ends by itself; leave it time.`,
    );
  if (server.socket) leaveSocketFolder(server.socket);
}
