import { migrate } from '../database/migrate.js';
import { makeSetupLink } from '../providers/setup-links.js';
import { byOperator } from '../web/current.js';
import type { Portal } from './portal.js';

/**
 * A one-time link for one more provider, for `bin/setup-link`; the portal may be running meanwhile.
 * @throws PlainError for what the operator can mend
 */
export async function setupLink({ dataSource, box }: Portal, baseUrl: URL): Promise<string> {
  await migrate(dataSource, box.proofs());
  const token = await makeSetupLink(byOperator(dataSource.manager, new Date()));
  return `${baseUrl.origin}/setup/${token}`;
}
