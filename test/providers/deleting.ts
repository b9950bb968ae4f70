import type { Client } from '../support/client.js';
import type { Person } from '../support/people.js';
import type { World } from '../support/world.js';

/** A provider admin asks for it on the pages, from Manage client on. */
export async function deletes(client: Client, who: Person, name = client.name): Promise<void> {
  await who.visit(`${client.managed}/edit`);
  await who.click('Delete');
  await who.submit(`Delete ${client.name}`, { name });
  await who.unlocksIfAsked();
}

/** Tables that still know the client, by any column and by the words of JSON. */
export async function traces({ db }: World, ...ids: string[]): Promise<string[]> {
  const columns: { t: string; c: string }[] = await db.query(
    `SELECT table_name AS t, column_name AS c FROM information_schema.columns
     WHERE table_schema = DATABASE() AND (data_type IN ('char', 'varchar', 'longtext', 'json'))`,
  );
  const found = new Set<string>();
  for (const { t, c } of columns) {
    for (const id of ids) {
      const [row]: unknown[] = await db.query(`SELECT 1 FROM ${t} WHERE INSTR(\`${c}\`, ?) > 0 LIMIT 1`, [id]);
      if (row) found.add(t);
    }
  }
  return [...found].sort();
}
