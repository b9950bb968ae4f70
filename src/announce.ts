import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { Mailbox } from './mail/mailbox.js';
import { makeSetupLink } from './providers/setup-links.js';
import { Clock } from './web/clock.js';
import { byOperator } from './web/current.js';

/** Says on the terminal where the portal is, and, until a provider is set up, the one-time link for it. */
export async function announce(app: NestFastifyApplication, config: Config): Promise<void> {
  const lines = [`Clientele is ready: ${config.baseUrl.origin}`];
  const current = byOperator(app.get(DataSource).manager, app.get(Clock).now());
  const [provider]: unknown[] = await current.db.query('SELECT id FROM providers LIMIT 1');
  if (!provider) {
    const token = await makeSetupLink(current);
    lines.push(`Set up your provider with this one-time link: ${config.baseUrl.origin}/setup/${token}`);
  }
  const { operatorLink } = app.get(Mailbox, { strict: false });
  if (operatorLink) lines.push(`No SMTP_URL is set, so mail waits for you here: ${operatorLink}`);
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}
