/**
 * What no backup holds. Tables keep their shape and lose their rows: everybody signs in anew after a restore, and no process holds
 * a lease any more. A module that keeps what lets somebody in, or secrets of links, adds them here.
 */
export const LEFT_OUT_TABLES: ReadonlySet<string> = new Set([
  'sessions',
  'unfinished_sign_ins',
  'remembered_browsers',
  'visits',
  'leases',
]);

/** Columns, as `table.column`, that are NULL in a backup. */
export const LEFT_OUT_COLUMNS: ReadonlySet<string> = new Set(['mails.token']);
