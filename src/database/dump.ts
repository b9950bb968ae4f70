import mysql, { type Connection, escapeId, type FieldPacket } from 'mysql2';
import type { DataSource } from 'typeorm';
import { connectAlone } from './alone.js';
import { LEFT_OUT_COLUMNS, LEFT_OUT_TABLES } from './left-out.js';

const STATEMENT = 256 * 1024;
const HEAD_OF_FILE = '-- clientele backup ';

const HEAD = `SET NAMES utf8mb4;
SET @old_checks = @@foreign_key_checks, foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';
`;
const FOOT = `SET foreign_key_checks = @old_checks;
`;

/** The first line of a dump, as a comment of SQL. */
export interface DumpHead {
  format: 1;
  /** The moment that it shows, in ISO 8601. */
  at: string;
  /** Names of the migrations that had run. */
  migrations: string[];
  /** One seal under each secret key: who restores it needs these keys. */
  proofs: string[];
}

/**
 * The whole database as SQL that `mariadb` or `mysql` loads, in pieces: all tables as they were at one moment, whatever is written
 * meanwhile. Values are text as the server writes them; there are no binary columns, and triggers are one statement each. A line
 * ends with `;` only where a statement does: line breaks in values are escaped.
 */
export async function* dump(dataSource: DataSource, proofs: string[] = []): AsyncGenerator<string> {
  const connection = connectAlone(dataSource);
  try {
    const query = async (sql: string) => (await connection.promise().query(sql))[0] as string[][];
    await query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const at = new Date().toISOString();
    const migrations = (await query('SELECT name FROM migrations ORDER BY id')).flat();
    const head: DumpHead = { format: 1, at, migrations, proofs };
    yield `${HEAD_OF_FILE}${JSON.stringify(head)}\n${HEAD}`;
    for (const [table] of await query("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
      const [[, create]] = await query(`SHOW CREATE TABLE ${escapeId(table)}`);
      yield `DROP TABLE IF EXISTS ${escapeId(table)};\n${create};\n`;
      if (!LEFT_OUT_TABLES.has(table)) yield* rowsOf(connection, table);
    }
    for (const [trigger, event, table, statement, timing] of await query('SHOW TRIGGERS'))
      yield `CREATE TRIGGER ${escapeId(trigger)} ${timing} ${event} ON ${escapeId(table)} FOR EACH ROW ${statement};\n`;
    yield FOOT;
  } finally {
    connection.destroy();
  }
}

/** @returns undefined when the text does not begin as a dump does */
export function readHead(text: string): DumpHead | undefined {
  if (!text.startsWith(HEAD_OF_FILE)) return undefined;
  return JSON.parse(text.slice(HEAD_OF_FILE.length, text.indexOf('\n')));
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
      mysql.escape(LEFT_OUT_COLUMNS.has(`${table}.${names[at]}`) ? null : value),
    );
    const head = `INSERT INTO ${escapeId(table)} (${names.map((name) => escapeId(name)).join()}) VALUES\n`;
    statement += `${statement ? ',\n' : head}(${values.join()})`;
    if (statement.length < STATEMENT) continue;
    yield `${statement};\n`;
    statement = '';
  }
  if (statement) yield `${statement};\n`;
}
