import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

/** Deadlock, lock wait, and what a Galera cluster answers when another node was faster. */
const RETRIED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_UNKNOWN_COM_ERROR', 'ER_ERROR_DURING_COMMIT']);
const TRIES = 12;

/** What a transaction is given: the connection and, inside one, what is done right before it commits. */
interface Transacting {
  db: EntityManager;
  beforeCommit?: (() => Promise<void>)[];
}

/**
 * Runs `work` in one READ COMMITTED transaction, again from its beginning when the database asks for that: `work` must
 * have no effect outside the database. Inside another transaction it simply joins it.
 */
export async function transaction<C extends Transacting, T>(current: C, work: (current: C) => Promise<T>): Promise<T> {
  if (current.db.queryRunner?.isTransactionActive) return current.beforeCommit ? work(current) : closing(current, work);
  for (let attempt = 1; ; attempt++) {
    try {
      return await current.db.connection.transaction('READ COMMITTED', (db) => closing({ ...current, db }, work));
    } catch (error) {
      if (attempt === TRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(Math.random() * 10 * attempt);
    }
  }
}

/** Does the work, then what it left to be done last. */
async function closing<C extends Transacting, T>(current: C, work: (current: C) => Promise<T>): Promise<T> {
  const beforeCommit: (() => Promise<void>)[] = [];
  const result = await work({ ...current, beforeCommit });
  for (const last of beforeCommit) await last();
  return result;
}

export const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === 'ER_DUP_ENTRY';
