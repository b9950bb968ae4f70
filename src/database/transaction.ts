import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

/** Deadlock, lock wait, and what a Galera cluster answers when another node was faster. */
const RETRIED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_UNKNOWN_COM_ERROR', 'ER_ERROR_DURING_COMMIT']);
const TRIES = 12;

/**
 * Runs `work` in one READ COMMITTED transaction, again from its beginning when the database asks for that: `work` must
 * have no effect outside the database. Inside another transaction it simply joins it.
 */
export async function transaction<C extends { db: EntityManager }, T>(
  current: C,
  work: (current: C) => Promise<T>,
): Promise<T> {
  if (current.db.queryRunner?.isTransactionActive) return work(current);
  for (let attempt = 1; ; attempt++) {
    try {
      return await current.db.connection.transaction('READ COMMITTED', (db) => work({ ...current, db }));
    } catch (error) {
      if (attempt === TRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(Math.random() * 10 * attempt);
    }
  }
}

export const isDuplicate = (error: unknown): boolean => (error as { code?: string }).code === 'ER_DUP_ENTRY';
