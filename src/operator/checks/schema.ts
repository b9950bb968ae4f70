import type { DataSource } from 'typeorm';
import { HALF_RESTORED, isHalfRestored } from '../../database/half-restored.js';
import { type Finding, fatal, fine, some, wrong } from '../finding.js';

/** Which server it is. */
export async function server(dataSource: DataSource): Promise<Finding[]> {
  const [{ version }]: { version: string }[] = await dataSource.query('SELECT VERSION() AS version');
  const mariadb = /mariadb/i.test(version);
  const name = `${mariadb ? 'MariaDB' : 'MySQL'} ${version.split('-')[0]}`;
  const [major, minor] = version.split('.').map(Number);
  const old = mariadb ? major < 10 || (major === 10 && minor < 6) : major < 8;
  if (old) return [wrong(`The database is ${name}, which is too old. Upgrade it to MariaDB 10.6, MySQL 8.0 or newer.`)];
  return [fine(`The database answers; it is ${name}.`)];
}

/** Have all migrations run, and none that this version does not know? */
export async function schema(dataSource: DataSource): Promise<Finding[]> {
  if (await isHalfRestored(dataSource)) return [fatal(HALF_RESTORED)];
  const made: unknown[] = await dataSource.query("SHOW TABLES LIKE 'migrations'");
  if (made.length === 0)
    return [fatal('The database is empty. Start the portal with npm start, or bring a backup back with bin/restore.')];
  const rows: { name: string }[] = await dataSource.query('SELECT name FROM migrations');
  const run = new Set(rows.map(({ name }) => name));
  const known = dataSource.migrations.map(({ name }) => name as string);
  const unknown = [...run].filter((name) => !known.includes(name));
  if (unknown.length > 0)
    return [
      fatal(
        'The database was migrated by a newer version of Clientele. Install that version, or restore an older backup.',
      ),
    ];
  const missing = known.filter((name) => !run.has(name));
  if (missing.length === 0) return [fine(`All ${known.length} migrations have run.`)];
  return [
    fatal(
      `${some(missing.length, 'migration has', 'migrations have')} not run. Start the portal with npm start: it backs the database up and runs them.`,
    ),
  ];
}
