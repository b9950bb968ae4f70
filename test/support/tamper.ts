import type { World } from './world.js';

/** What somebody with the database's own rights could do: the triggers are out of the way for as long as it takes. */
export async function tamper({ db }: World, ...statements: [sql: string, values?: unknown[]][]): Promise<void> {
  const triggers: { name: string; body: string }[] = await db.query(
    `SELECT TRIGGER_NAME AS name, CONCAT('CREATE TRIGGER ', TRIGGER_NAME, ' BEFORE ', EVENT_MANIPULATION, ' ON ', EVENT_OBJECT_TABLE,
      ' FOR EACH ROW ', ACTION_STATEMENT) AS body FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()`,
  );
  for (const { name } of triggers) await db.query(`DROP TRIGGER ${name}`);
  try {
    for (const [sql, values] of statements) await db.query(`SET STATEMENT foreign_key_checks = 0 FOR ${sql}`, values);
  } finally {
    for (const { body } of triggers) await db.query(body);
  }
}
