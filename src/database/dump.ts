import mysql, { type Connection, escapeId, type FieldPacket } from 'mysql2';
import type { DataSource } from 'typeorm';

/** Tables whose rows mean nothing after a restore: everybody signs in anew, and no process holds a lease any more. */
const EMPTIED = new Set(['sessions', 'visits', 'leases']);
/** Columns that are left out of a dump. */
const SECRETS = new Set(['mails.token']);
const STATEMENT = 256 * 1024;

const HEAD = `SET NAMES utf8mb4;
SET @old_checks = @@foreign_key_checks, foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
`;
const FOOT = `SET foreign_key_checks = @old_checks;
`;

/**
 * The whole database as SQL that `mariadb` or `mysql` loads, in pieces: all tables as they were at one moment, whatever is written
 * meanwhile. Values are text as the server writes them; there are no binary columns, and triggers are one statement each.
 */
export async function* dump(dataSource: DataSource): AsyncGenerator<string> {
  const connection = connectAlone(dataSource);
  try {
    const query = async (sql: string) => (await connection.promise().query(sql))[0] as string[][];
    await query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    yield HEAD;
    for (const [table] of await query("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
      const [[, create]] = await query(`SHOW CREATE TABLE ${escapeId(table)}`);
      yield `DROP TABLE IF EXISTS ${escapeId(table)};\n${create};\n`;
      if (!EMPTIED.has(table)) yield* rowsOf(connection, table);
    }
    for (const [trigger, event, table, statement, timing] of await query('SHOW TRIGGERS'))
      yield `CREATE TRIGGER ${escapeId(trigger)} ${timing} ${event} ON ${escapeId(table)} FOR EACH ROW ${statement};\n`;
    yield FOOT;
  } finally {
    connection.destroy();
  }
}

async function* rowsOf(connection: Connection, table: string): AsyncGenerator<string> {
  const query = connection.query(`SELECT * FROM ${escapeId(table)}`);
  let names: string[] = [];
  query.on('fields', (fields) => {
    names = (fields as unknown as FieldPacket[]).map(({ name }) => name);
  });
  let statement = '';
  for await (const row of query.stream({ highWaterMark: 100 })) {
    const values = (row as (string | null)[]).map((value, at) =>
      mysql.escape(SECRETS.has(`${table}.${names[at]}`) ? null : value),
    );
    const head = `INSERT INTO ${escapeId(table)} (${names.map((name) => escapeId(name)).join()}) VALUES\n`;
    statement += `${statement ? ',\n' : head}(${values.join()})`;
    if (statement.length < STATEMENT) continue;
    yield `${statement};\n`;
    statement = '';
  }
  if (statement) yield `${statement};\n`;
}

/** A connection of its own: the pool's turn dates into Dates. */
function connectAlone({ options }: DataSource): Connection {
  const { host, port, username: user, password, database, socketPath } = options as unknown as Record<string, never>;
  return mysql.createConnection({
    ...{ host, port, user, password, database, socketPath, charset: 'utf8mb4' },
    rowsAsArray: true,
    typeCast: (field) => field.string('utf8'),
  });
}
