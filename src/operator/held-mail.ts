import type { EntityManager } from 'typeorm';
import { NOBODY, record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { byOperator } from '../web/current.js';

/** Mail that was unsent when the backup was made, and that a restore keeps from going out by itself. */
const HELD = "state = 'queued' AND next_at IS NULL";

export async function countHeld(db: EntityManager): Promise<number> {
  const [{ held }]: { held: string }[] = await db.query(`SELECT COUNT(*) AS held FROM mails WHERE ${HELD}`);
  return Number(held);
}

/** Who it is to, the newest first, in lines. */
export async function listHeld(db: EntityManager): Promise<string[]> {
  const mails: { address: string; letter: string; at: string }[] = await db.query(
    `SELECT address, letter, DATE_FORMAT(created_at, '%Y-%m-%d %H:%i UTC') AS at FROM mails WHERE ${HELD} ORDER BY id DESC`,
  );
  return mails.map(({ address, letter, at }) => `${at}  ${letter}  ${address}`);
}

/** The portal sends it within a second; what carried a link that the restore killed ends as expired. @returns how many */
export const sendHeld = (db: EntityManager): Promise<number> =>
  settle(db, 'held-mail.sent', 'UPDATE mails SET next_at = UTC_TIMESTAMP(3)');

/** It is never sent. @returns how many */
export const dropHeld = (db: EntityManager): Promise<number> =>
  settle(db, 'held-mail.dropped', "UPDATE mails SET state = 'cancelled', ended_at = UTC_TIMESTAMP(3)");

/** Each provider's log says how many of its mails that were; what belongs to none stands in the operator's. */
function settle(db: EntityManager, kind: 'held-mail.sent' | 'held-mail.dropped', update: string): Promise<number> {
  return transaction(byOperator(db, new Date()), async (current) => {
    const rows: { providerId: string | null; count: string }[] = await current.db.query(
      `SELECT provider_id AS providerId, COUNT(*) AS count FROM mails WHERE ${HELD} GROUP BY provider_id`,
    );
    for (const { providerId, count } of rows) {
      const log = providerId ? { providerId } : { userId: NOBODY };
      await record(current, kind, { id: null, name: '' }, { mails: Number(count) }, log);
    }
    const { affectedRows }: { affectedRows: number } = await current.db.query(`${update} WHERE ${HELD}`);
    return affectedRows;
  });
}
