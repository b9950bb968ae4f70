import type { DataSource } from 'typeorm';
import { type Finding, fine, wrong } from '../finding.js';

/** In seconds. */
const TOLERATED = 2;

/** This machine's clock against the database's, and against the newest event: a clock that was put back shows there. */
export async function clock(dataSource: DataSource): Promise<Finding[]> {
  const asked = Date.now();
  const [{ there }]: { there: string }[] = await dataSource.query('SELECT UNIX_TIMESTAMP(NOW(3)) AS there');
  const here = (asked + Date.now()) / 2000;
  const ahead = Math.round(Number(there) - here);
  const findings: Finding[] = [];
  if (Math.abs(ahead) > TOLERATED)
    findings.push(
      wrong(
        `The database's clock is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} this machine's. Set both by NTP (timedatectl set-ntp true).`,
      ),
    );
  const [event]: { at: Date }[] = await dataSource.query('SELECT at FROM events ORDER BY id DESC LIMIT 1');
  if (event && event.at.getTime() > Date.now() + TOLERATED * 1000)
    findings.push(
      wrong(
        `The newest event is from ${event.at.toISOString()}, which is later than now: this machine's clock was put back or is wrong. Set it by NTP (timedatectl set-ntp true).`,
      ),
    );
  return findings.length > 0 ? findings : [fine('The clocks of this machine and of the database agree.')];
}
