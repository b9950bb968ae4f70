import type { World } from '../support/world.js';

const EVENTS = ['events', 'event_logs', 'log_entries', 'log_threads'];

/** What every table holds, but for the events that tell of a try. */
export async function tables(world: World): Promise<Record<string, unknown>> {
  const names = world.dataSource.entityMetadatas
    .map(({ tableName }) => tableName)
    .filter((name) => !EVENTS.includes(name));
  const rows: { Table: string; Checksum: unknown }[] = await world.db.query(`CHECKSUM TABLE ${names.join()}`);
  return Object.fromEntries(rows.map(({ Table, Checksum }) => [Table, Checksum]));
}
