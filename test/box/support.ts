import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { type Database, startDatabase } from '../../bin/lib/embedded-database.js';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];
const running: { stop(): unknown }[] = [];

/** A data folder of one test, gone after it. */
export function newFolder() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'clientele-box-'));
  folders.push(folder);
  return folder;
}

export async function tidyUp() {
  for (const one of running.splice(0)) await one.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The database of a folder, used by the process of the test itself. */
export async function start(dataDir: string, more: Partial<Parameters<typeof startDatabase>[0]> = {}) {
  const database = await startDatabase({ dataDir, say: () => {}, ...more });
  running.push(database);
  return database;
}

/** One command of bin/ in a process of its own, with what it prints. */
export class Command {
  readonly child: ChildProcess;
  printed = '';

  constructor(name: string, environment: Record<string, string>, ...words: string[]) {
    const { PATH, HOME, TMPDIR } = process.env; // nothing of the runner's own settings
    const env = { PATH, HOME, TMPDIR, ...environment };
    const program = join(checkout, 'bin', name);
    this.child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (chunk) => (this.printed += chunk));
    running.push(this);
  }

  /** Waits until it has printed this. */
  async prints(pattern: RegExp) {
    while (!pattern.test(this.printed)) {
      if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}:\n${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.printed.match(pattern)![0];
  }

  /** Waits for its end and gives the exit code. */
  async ends() {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM') {
    this.child.kill(signal);
    return this.ends();
  }
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return String(port);
}

export const addressIn = (database: Database | string) =>
  new URL(typeof database === 'string' ? database : database.url);

export async function sql(database: Database | string, statement: string) {
  const url = addressIn(database);
  const socketPath = url.searchParams.get('socketPath')!;
  const connection = await createConnection({ socketPath, user: url.username, database: url.pathname.slice(1) });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(statement);
    return rows;
  } finally {
    await connection.end();
  }
}
