import { escapeId } from 'mysql2';
import { NOBODY, record } from '../audit/record.js';
import { PlainError } from '../config.js';
import { type SealedColumn, sealedColumns, sealedPlace } from '../database/sealed.js';
import { transaction } from '../database/transaction.js';
import { KeyError } from '../keys/key-error.js';
import type { SecretBox } from '../keys/seal.js';
import { byOperator } from '../web/current.js';
import type { Portal } from './portal.js';
import { runs } from './presence.js';

const BATCH = 100;
const ID = 8;

/** How many values are sealed under which key, by its id. */
export async function sealedUnder({ dataSource }: Portal): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { table, column } of sealedColumns(dataSource)) {
    const rows: { id: string; count: string }[] = await dataSource.query(
      `SELECT LEFT(${escapeId(column)}, ${ID}) AS id, COUNT(*) AS count FROM ${escapeId(table)}
       WHERE ${escapeId(column)} IS NOT NULL GROUP BY 1`,
    );
    for (const { id, count } of rows) found.set(id, (found.get(id) ?? 0) + Number(count));
  }
  return found;
}

/** What the newest key does not seal yet. */
export async function sealedUnderOlder(portal: Portal): Promise<number> {
  const [newest] = portal.box.ids();
  return [...(await sealedUnder(portal))].reduce((sum, [id, count]) => sum + (id === newest ? 0 : count), 0);
}

/** A portal that does not know the newest key would seal under an older one, and open nothing that is sealed anew. */
export async function refuseOldPortal({ dataSource, box }: Portal): Promise<void> {
  if (await runs(dataSource.manager, box.ids()[0]))
    throw new PlainError(
      'The portal that is running does not use the new key yet. Restart it with the same keys, then run bin/rotate-secrets again.',
    );
}

/**
 * Seals everything that the server holds under the newest key, in batches. Each value is changed by one statement and opens before
 * and after, so this can be broken off at any moment and begun again, and the portal may run.
 * @param progress told after each batch how many it has sealed anew so far
 * @returns how many values, and how many open with none of the keys and stay as they are
 */
export async function reseal(portal: Portal, progress: (done: number) => void = () => {}) {
  await refuseOldPortal(portal);
  let done = 0;
  for (const column of sealedColumns(portal.dataSource)) {
    let last = '';
    for (let rows = await next(portal, column, last); rows.length > 0; rows = await next(portal, column, last)) {
      done += await resealRows(portal, column, rows);
      last = rows[rows.length - 1].id;
      progress(done);
    }
  }
  if (done > 0) {
    const current = byOperator(portal.dataSource.manager, new Date());
    await record(current, 'secrets.rotated', { id: null, name: '' }, { secrets: done }, { userId: NOBODY });
  }
  return { done, left: await sealedUnderOlder(portal) };
}

interface Row {
  id: string;
  sealed: string;
}

/** The rows after `id` that an older key seals which is in the list. */
function next({ dataSource, box }: Portal, { table, column, key }: SealedColumn, id: string): Promise<Row[]> {
  const [name, row] = [escapeId(column), escapeId(key)];
  return dataSource.query(
    `SELECT ${row} AS id, ${name} AS sealed FROM ${escapeId(table)}
     WHERE ${row} > ? AND LEFT(${name}, ${ID}) IN (?) ORDER BY ${row} LIMIT ${BATCH}`,
    [id, [...box.ids().slice(1), '']],
  );
}

/** Only as it was read: the portal may have erased or replaced it meanwhile. */
function resealRows({ dataSource, box }: Portal, { table, column, key }: SealedColumn, rows: Row[]): Promise<number> {
  const fresh = rows.flatMap((row) => {
    const anew = sealedAnew(box, row, sealedPlace(`${table}.${column}`, row.id));
    return anew ? [[anew, row.id, row.sealed]] : [];
  });
  const name = escapeId(column);
  const update = `UPDATE ${escapeId(table)} SET ${name} = ? WHERE ${escapeId(key)} = ? AND ${name} = ?`;
  return transaction({ db: dataSource.manager }, async ({ db }) => {
    let changed = 0;
    for (const values of fresh) changed += (await db.query(update, values)).affectedRows;
    return changed;
  });
}

/** Undefined for one that was changed by somebody: it stays as it is and does not keep the others from being sealed anew. */
function sealedAnew(box: SecretBox, { sealed }: Row, place: string): string | undefined {
  try {
    return box.seal(box.open(sealed, place), place);
  } catch (error) {
    if (error instanceof KeyError) return undefined;
    throw error;
  }
}
