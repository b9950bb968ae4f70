import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { PlainError } from '../config.js';
import { migrations } from './migrations.js';
import { SnakeNames } from './naming.js';

// biome-ignore lint/complexity/noBannedTypes: TypeORM's own name for "an entity class"
type EntityClass = Function;

/**
 * Opens the pool. The dialect follows the server: TypeORM reports false schema changes for MariaDB under `mysql`.
 * Sessions are in UTC and READ COMMITTED, strict, with the multi-byte character set.
 */
export async function openDataSource(databaseUrl: string, entities: EntityClass[]): Promise<DataSource> {
  const url = new URL(databaseUrl);
  const socketPath = url.searchParams.get('socketPath') ?? undefined;
  const place = {
    host: url.hostname,
    port: url.port ? Number(url.port) : undefined,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
  const { username: user, ...rest } = place;
  const type = await dialectOf({ ...rest, user, socketPath });
  const dataSource = new DataSource({
    type,
    ...place,
    socketPath,
    entities,
    namingStrategy: new SnakeNames(),
    migrations: migrations(),
    migrationsTransactionMode: 'none',
    charset: 'utf8mb4',
    timezone: 'Z',
    poolSize: Number(url.searchParams.get('connections') ?? 20),
    extra: { maxPreparedStatements: 500 },
  });
  return dataSource.initialize();
}

async function dialectOf(place: object): Promise<'mariadb' | 'mysql'> {
  try {
    const connection = await createConnection(place);
    const [rows] = await connection.query('SELECT VERSION() AS version');
    await connection.end();
    return /mariadb/i.test((rows as { version: string }[])[0].version) ? 'mariadb' : 'mysql';
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlainError(`The database of DATABASE_URL does not answer: ${reason}`);
  }
}
