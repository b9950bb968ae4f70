import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Inserts many rows in one plain statement: `insert` takes several times as long to put together one of 1,000 rows. */
export async function insertAll<T extends ObjectLiteral>(
  db: EntityManager,
  entity: EntityTarget<T>,
  rows: Partial<T>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { tableName, columns } = db.connection.getMetadata(entity);
  const values = rows.map((row) =>
    columns.map(({ propertyName, type }) => {
      const value = row[propertyName] ?? null;
      return type === 'json' && value !== null ? JSON.stringify(value) : value;
    }),
  );
  const names = columns.map(({ databaseName }) => `\`${databaseName}\``);
  await db.query(`INSERT INTO ${tableName} (${names}) VALUES ?`, [values]);
}
