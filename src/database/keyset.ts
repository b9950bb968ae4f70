/** One column of an ORDER BY; the last of a list's columns is unique. */
export interface SortColumn {
  sql: string;
  /** The name of the column in the raw row. */
  as: string;
}

interface Keyset {
  orderBy: string;
  /** Empty on the first page. */
  after: string;
  values: unknown[];
}

const CURSOR_LIMIT = 1000;

/**
 * The SQL of one keyset page. `a > ? OR (a = ? AND id > ?)`: a row comparison would scan (tried on MariaDB 10.11).
 * An unreadable cursor, from a hand-made address, shows the first page.
 */
export function keyset(columns: SortColumn[], descending: boolean, cursor?: string): Keyset {
  const direction = descending ? 'DESC' : 'ASC';
  const orderBy = columns.map((column) => `${column.sql} ${direction}`).join(', ');
  const last = readCursor(cursor);
  if (last?.length !== columns.length) return { orderBy, after: '', values: [] };
  const values: unknown[] = [];
  const sign = descending ? '<' : '>';
  const alternatives = columns.map((column, index) => {
    const equal = columns.slice(0, index).map((earlier, i) => {
      values.push(last[i]);
      return `${earlier.sql} = ?`;
    });
    values.push(last[index]);
    return `(${[...equal, `${column.sql} ${sign} ?`].join(' AND ')})`;
  });
  return { orderBy, after: `AND (${alternatives.join(' OR ')})`, values };
}

/** What a page shows of the rows that were read for it, one more than its size, and the cursor of the next page. */
export function windowOf<Row extends object>(rows: Row[], size: number, columns: SortColumn[]) {
  const shown = rows.slice(0, size);
  return { rows: shown, next: rows.length > size ? cursorAfter(columns, shown[size - 1]) : undefined };
}

/** All of a list, for an export: `read` gives the `size` rows after a cursor. */
export async function* batches<Row extends object>(
  read: (after?: string) => Promise<Row[]>,
  size: number,
  columns: SortColumn[],
): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    const rows = await read(after);
    yield rows;
    after = rows.length === size ? cursorAfter(columns, rows[size - 1]) : undefined;
  } while (after);
}

/** The cursor that begins the page after `row`. */
function cursorAfter(columns: SortColumn[], row: object): string {
  return Buffer.from(JSON.stringify(columns.map(({ as }) => (row as Record<string, unknown>)[as]))).toString(
    'base64url',
  );
}

function readCursor(cursor?: string): unknown[] | undefined {
  if (!cursor || cursor.length > CURSOR_LIMIT) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const plain = (value: unknown) => typeof value === 'string' || typeof value === 'number';
    return Array.isArray(values) && values.every(plain) ? values : undefined;
  } catch {
    return undefined;
  }
}
