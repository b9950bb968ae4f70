import { randomBytes } from 'node:crypto';
import { addClients } from './clients.js';
import { connect } from './database.js';
import { startLoad, startServer, stopAll } from './processes.js';
import { setUpProvider } from './providers.js';

/** What every bench finds: a provider with 100 clients, one with 10,000, servers to start, and a load generator. */
export async function openWorld(databaseUrl) {
  const sql = await connect(databaseUrl);
  const env = { DATABASE_URL: databaseUrl, SECRET_KEYS: randomBytes(32).toString('base64'), PORT: '0' };
  const serve = (program, more) => startServer(program, { ...env, ...more });
  const app = await serve('app.js');
  const [small, large] = [await setUpProvider(sql, app.port, 'small'), await setUpProvider(sql, app.port, 'large')];
  await app.stop();
  await addClients(sql, small, 100);
  await addClients(sql, large, 10_000);
  await sql.query('ANALYZE TABLE organizations, members');
  return { sql, small, large, serve, load: startLoad(), close: () => Promise.all([stopAll(), sql.end()]) };
}
