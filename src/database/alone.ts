import mysql, { type Connection } from 'mysql2';
import type { DataSource } from 'typeorm';

/** A connection of its own, for backups: rows are arrays and values are text as the server writes it; the pool's turn dates into Dates. */
export function connectAlone({ options }: DataSource): Connection {
  const { host, port, username: user, password, database, socketPath } = options as unknown as Record<string, never>;
  return mysql.createConnection({
    ...{ host, port, user, password, database, socketPath, charset: 'utf8mb4' },
    rowsAsArray: true,
    typeCast: (field) => field.string('utf8'),
  });
}
