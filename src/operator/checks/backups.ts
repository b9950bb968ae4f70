import type { DataSource } from 'typeorm';
import { type Finding, fine, wrong } from '../finding.js';

const DAY = 24 * 3600 * 1000;
const OLDEST_DAYS = 7;

/** When `bin/backup` ran last, wherever it wrote to. */
export async function backups(dataSource: DataSource): Promise<Finding[]> {
  const [last]: { name: string; at: Date }[] = await dataSource.query(
    `SELECT target_name AS name, at FROM events WHERE organization_id IS NULL AND kind = 'portal.backed-up' ORDER BY id DESC LIMIT 1`,
  );
  if (!last)
    return [wrong('There is no backup yet. Run bin/backup, best every night, and keep the file on another machine.')];
  const days = Math.floor((Date.now() - last.at.getTime()) / DAY);
  if (days > OLDEST_DAYS) return [wrong(`The last backup is ${days} days old. Run bin/backup, best every night.`)];
  return [fine(`The last backup, ${last.name}, is from ${last.at.toISOString().slice(0, 16).replace('T', ' ')} UTC.`)];
}
