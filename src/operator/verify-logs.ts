import { EventLog } from '../audit/event-log.entity.js';
import { type Verdict, verifyLog } from '../audit/verify.js';
import type { Portal } from './portal.js';

interface Broken extends Verdict {
  id: string;
}

/** Every log's chain, for `bin/verify-log`. */
export async function verifyLogs({
  dataSource: { manager },
}: Portal): Promise<{ logs: number; entries: number; broken: Broken[] }> {
  const heads = await manager.find(EventLog, { select: { id: true } });
  const broken: Broken[] = [];
  let entries = 0;
  for (const { id } of heads) {
    const verdict = await verifyLog(manager, id);
    entries += verdict.entries;
    if (verdict.brokenAt) broken.push({ id, ...verdict });
  }
  return { logs: heads.length, entries, broken };
}
