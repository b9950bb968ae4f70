import type { EntityManager } from 'typeorm';

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
  change(db, 'UPDATE mails SET next_at = UTC_TIMESTAMP(3)');

/** It is never sent. @returns how many */
export const dropHeld = (db: EntityManager): Promise<number> =>
  change(db, "UPDATE mails SET state = 'cancelled', ended_at = UTC_TIMESTAMP(3)");

async function change(db: EntityManager, update: string): Promise<number> {
  const { affectedRows }: { affectedRows: number } = await db.query(`${update} WHERE ${HELD}`);
  return affectedRows;
}
