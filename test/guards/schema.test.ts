import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the entities describe the tables that the migrations make', async () => {
  const { upQueries } = await world.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('every table has an entity, but for those that no entity could have', async () => {
  const rows: { name: string }[] = await world.db.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  );
  const withEntity = new Set(world.dataSource.entityMetadatas.map(({ tableName }) => tableName));
  const without = ['leases', 'migrations', 'test_worker'];
  expect(rows.map(({ name }) => name).filter((name) => !withEntity.has(name) && !without.includes(name))).toEqual([]);
});

interface Column {
  place: string;
  type: string;
  collation: string | null;
}

test('ids, tokens and hashes are compared by their bytes, and no collation is the server’s default', async () => {
  const columns: Column[] = await world.db.query(
    `SELECT CONCAT(table_name, '.', column_name) AS place, column_type AS type, collation_name AS collation
     FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name NOT IN ('migrations', 'test_worker') AND data_type <> 'longtext'`,
  );
  const chosen = new Set([null, 'ascii_bin', 'utf8mb4_bin', 'utf8mb4_swedish_ci']);
  expect(columns.filter(({ collation }) => !chosen.has(collation))).toEqual([]);
  const exact = columns.filter(({ place, type }) => /(\.id|_id|_hash|token)$/.test(place) && /char/.test(type));
  expect(exact.length).toBeGreaterThan(20);
  expect(exact.filter(({ collation }) => !/^(ascii|utf8mb4)_bin$/.test(collation ?? ''))).toEqual([]);
});

test('every foreign key says what happens to its rows', async () => {
  const keys: { name: string; onDelete: string; onUpdate: string }[] = await world.db.query(
    `SELECT constraint_name AS name, delete_rule AS onDelete, update_rule AS onUpdate
     FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()`,
  );
  expect(keys.length).toBeGreaterThan(10);
  expect(keys.filter(({ onDelete, onUpdate }) => onDelete === 'NO ACTION' || onUpdate === 'NO ACTION')).toEqual([]);
});
