import { createConnection } from 'mysql2/promise';

/** The settings of a plain mysql2 connection, as the portal's own has them. */
export function placeOf(databaseUrl) {
  const url = new URL(databaseUrl);
  const place = { user: url.username, database: url.pathname.slice(1), charset: 'utf8mb4', timezone: 'Z' };
  return { ...place, socketPath: url.searchParams.get('socketPath') };
}

export const connect = (databaseUrl) => createConnection(placeOf(databaseUrl));
