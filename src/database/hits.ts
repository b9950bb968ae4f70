import type { EntityManager } from 'typeorm';
import { searchFor } from './like.js';

const MANY_HITS = 500;

/** What is searched: one table under its alias, whose column `search` holds text in small letters and NFC. */
interface Searched {
  table: string;
  as: string;
  /** Which rows, led by the index that ends in `search`. */
  where: string;
  values: unknown[];
}

interface Hits {
  few: boolean;
  where: string;
  values: unknown[];
}

/**
 * The condition of a search. One index, read through, tells whether the hits are few: then they alone are read and sorted.
 * Many are soon met on the way along the sort's own index; to few, that way would lead through all rows.
 */
export async function findHits(db: EntityManager, searched: Searched, typed?: string): Promise<Hits> {
  const text = searchFor(typed);
  if (!text) return { few: false, where: '', values: [] };
  const { table, as, where, values } = searched;
  // Compared as bytes it takes two thirds of the time (MariaDB 10.11).
  const contains = `INSTR(CAST(${as}.search AS BINARY), CAST(? AS BINARY)) > 0`;
  const found: { id: string }[] = await db.query(
    `SELECT ${as}.id FROM ${table} ${as} WHERE ${where} AND ${contains} LIMIT ${MANY_HITS}`,
    [...values, text],
  );
  if (found.length === MANY_HITS) return { few: false, where: `AND ${contains}`, values: [text] };
  const ids = found.length > 0 ? found.map(({ id }) => id) : [''];
  return { few: true, where: `AND ${as}.id IN (?)`, values: [ids] };
}
