import { createConnection } from 'mysql2/promise';

const { TEST_DATABASE_URL, JEST_WORKER_ID = '1' } = process.env;

/** @returns the address of this Jest worker's own database, made anew once for each process that runs tests */
export async function workerDatabase(): Promise<string> {
  if (!TEST_DATABASE_URL) throw new Error('Run tests with `node bin/test`, or set TEST_DATABASE_URL.');
  const url = new URL(TEST_DATABASE_URL);
  const name = `clientele_test_${JEST_WORKER_ID}`;
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port) || undefined,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    socketPath: url.searchParams.get('socketPath') ?? undefined,
  });
  // Test files share the process and nothing in its memory, so the note of who made it lies in the database itself.
  const maker = `${process.ppid}-${process.pid}`;
  const [made] = await connection
    .query<never[]>(`SELECT 1 FROM ${name}.test_worker WHERE maker = ?`, [maker])
    .catch(() => [[]] as [never[]]);
  if (made.length === 0) {
    await connection.query(`DROP DATABASE IF EXISTS ${name}`);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
    await connection.query(`CREATE TABLE ${name}.test_worker (maker varchar(40))`);
    await connection.query(`INSERT INTO ${name}.test_worker VALUES (?)`, [maker]);
  }
  await connection.end();
  url.pathname = `/${name}`;
  return url.href;
}
