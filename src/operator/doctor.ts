import type { DataSource } from 'typeorm';
import { type Config, PlainError, readConfig } from '../config.js';
import { openDataSource } from '../database/data-source.js';
import { ENTITIES } from '../entities.js';
import { backups } from './checks/backups.js';
import { certificate } from './checks/certificate.js';
import { clock } from './checks/clock.js';
import { folder } from './checks/folder.js';
import { mailServer, queue } from './checks/mail.js';
import { schema, server } from './checks/schema.js';
import { secrets } from './checks/secrets.js';
import { type Finding, fine, wrong } from './finding.js';

/** What needs no database, and what does; in the order in which they are read. */
const CHECKS: ((config: Config) => Promise<Finding[]>)[] = [folder, mailServer, certificate];
const DATABASE_CHECKS: ((dataSource: DataSource, config: Config) => Promise<Finding[]>)[] = [
  ...[server, schema, clock],
  ...[queue, secrets, backups],
];

/**
 * Examines the whole installation, for `bin/doctor`; changes nothing.
 * @param trouble why the database could not be started, if so
 */
export async function examine(env: NodeJS.ProcessEnv, trouble?: string): Promise<Finding[]> {
  const findings = [fine(`Node ${process.versions.node} is new enough.`)];
  const config = settings(trouble ? { ...env, DATABASE_URL: 'mysql://unused' } : env, findings);
  if (config) for (const check of CHECKS) findings.push(...(await check(config)));
  if (trouble) return [...findings, wrong(trouble)];
  if (env.DATABASE_URL) findings.push(...(await ofDatabase(env, config)));
  return findings;
}

/** Undefined when settings are wrong; each fault is a finding. */
function settings(env: NodeJS.ProcessEnv, findings: Finding[]): Config | undefined {
  try {
    const config = readConfig(env);
    findings.push(fine(`The settings are complete, for ${config.baseUrl.origin}.`));
    return config;
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    const [, ...faults] = error.message.split('\n- ');
    findings.push(...faults.map(wrong));
    return undefined;
  }
}

async function ofDatabase({ DATABASE_URL = '', SECRET_KEYS }: NodeJS.ProcessEnv, config?: Config): Promise<Finding[]> {
  let dataSource: DataSource;
  try {
    dataSource = await openDataSource(DATABASE_URL, ENTITIES);
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    return [wrong(`${error.message}. Start it, or mend DATABASE_URL.`)];
  }
  try {
    const known =
      config ?? readConfig({ DATABASE_URL, SECRET_KEYS: SECRET_KEYS || Buffer.alloc(32).toString('base64') });
    const findings: Finding[] = [];
    for (const check of DATABASE_CHECKS) {
      findings.push(...(await check(dataSource, known)));
      if (findings.some(({ ends }) => ends)) break;
    }
    return findings;
  } finally {
    await dataSource.destroy();
  }
}
