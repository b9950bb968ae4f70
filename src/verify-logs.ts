import { EventLog } from './audit/event-log.entity.js';
import { type Verdict, verifyLog } from './audit/verify.js';
import { readConfig } from './config.js';
import { openDataSource } from './database/data-source.js';
import { ENTITIES } from './entities.js';

interface Broken extends Verdict {
  id: string;
}

/** Every log's chain, for `bin/verify-log`. @throws PlainError for what the operator can mend */
export async function verifyLogs(): Promise<{ logs: number; entries: number; broken: Broken[] }> {
  const dataSource = await openDataSource(readConfig(process.env).databaseUrl, ENTITIES);
  try {
    const heads = await dataSource.manager.find(EventLog, { select: { id: true } });
    const broken: Broken[] = [];
    let entries = 0;
    for (const { id } of heads) {
      const verdict = await verifyLog(dataSource.manager, id);
      entries += verdict.entries;
      if (verdict.brokenAt) broken.push({ id, ...verdict });
    }
    return { logs: heads.length, entries, broken };
  } finally {
    await dataSource.destroy();
  }
}
