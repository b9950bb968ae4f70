import { AsyncLocalStorage } from 'node:async_hooks';
import diagnostics from 'node:diagnostics_channel';
import type { Server } from 'node:http';

const requests = new AsyncLocalStorage<string[]>();
let heard: string[] | undefined;

for (const kind of ['query', 'execute']) {
  diagnostics.subscribe(`tracing:mysql2:${kind}:start`, (message) => {
    if (requests.getStore()) heard?.push((message as { query: string }).query.replace(/\s+/g, ' ').trim());
  });
}

/** Every request of this server is told apart from what the process does by itself, such as looking for due mail. */
export function markRequestsOf(server: Server): void {
  const emit = server.emit.bind(server);
  server.emit = (event: string, ...rest: unknown[]) =>
    event === 'request' ? requests.run([], () => emit(event, ...rest)) : emit(event, ...rest);
}

/** @returns the SQL statements that requests run while `work` is under way, START and COMMIT included */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const mine: string[] = [];
  heard = mine;
  try {
    await work();
  } finally {
    heard = undefined;
  }
  return mine;
}

export const reads = (statements: string[]): string[] => statements.filter((sql) => /^SELECT/i.test(sql));

/** Of the groups or people on a page what each one has, through an index; and the clients chosen one by one for a service user. */
const OF_ITS_ROWS =
  /FROM member_groups g .* LIMIT 51$|FROM member_clients WHERE member_id (IN \([^()]*\) GROUP BY member_id|= '[^']*'\))$/;

/** Up to a number, along an index. */
const BOUNDED = /SELECT COUNT\(\*\) FROM \(SELECT 1 [^()]* LIMIT \d+\) few/g;

/** Whether a statement counts rows without end. */
export const countsWhatGrows = (sql: string): boolean =>
  /count\(/i.test(sql.replace(BOUNDED, '')) && !OF_ITS_ROWS.test(sql);
