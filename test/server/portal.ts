import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { Clock } from '../../src/web/clock.js';
import { Command, freePort } from '../box/support.js';
import { type Authenticator, setsUpTwoStep } from '../support/authenticator.js';
import { Browser } from '../support/browser.js';
import { Wire } from '../support/exchange.js';

export const PASSWORD = 'gravel-otter-mandolin-quartz';

/** The portal as `npm start` runs it, a process of its own. */
export class Portal {
  private constructor(
    readonly command: Command,
    private readonly port: string,
  ) {}

  static async start(settings: Record<string, string>): Promise<Portal> {
    const port = await freePort();
    const secretKeys = Buffer.alloc(32, 'portal').toString('base64');
    const command = new Command('start', { SECRET_KEYS: secretKeys, PORT: port, ...settings });
    await command.prints(/Clientele is ready/);
    return new Portal(command, port);
  }

  browser<B extends Browser = Browser>(kind: new (wire: Wire, site: URL) => B = Browser as never): B {
    return new kind(new Wire(Number(this.port)), new URL(`http://localhost:${this.port}`));
  }

  /** The path of the set-up link that it prints. */
  async setupLink(): Promise<string> {
    return new URL((await this.command.prints(/http\S+\/setup\/\S+/)) as string).pathname;
  }
}

/** Fills in the set-up page that the browser shows, and sets up the two-step login that follows. */
export async function setUp(browser: Browser, email: string): Promise<Authenticator> {
  await browser.submit('Set up', {
    ...{ providerName: 'Nordic IT', name: 'Åsa Öberg', email, emailAgain: email },
    ...{ password: PASSWORD, passwordAgain: PASSWORD, teamsMinimum: '100' },
  });
  return setsUpTwoStep({ clock: new Clock() }, browser);
}

/** The DATABASE_URL of a database of a test. */
export function addressOf({ options }: DataSource): string {
  const url = new URL(process.env.TEST_DATABASE_URL as string);
  url.pathname = `/${options.database}`;
  return url.href;
}

/** Waits until the database has such a row. */
export async function thereIs(database: DataSource, sql: string): Promise<void> {
  while (((await database.query(`${sql} LIMIT 1`)) as unknown[]).length === 0) await pause(50);
}

/** Every row of every table, as text. */
export async function wholeDatabase(database: DataSource): Promise<[table: string, rows: string][]> {
  const tables: object[] = await database.query('SHOW TABLES');
  const names = tables.map((row) => String(Object.values(row)[0]));
  return Promise.all(
    names.map(
      async (name) => [name, JSON.stringify(await database.query(`SELECT * FROM ${name}`))] as [string, string],
    ),
  );
}

/** What a server that is no more, or a mail server that said no, has left behind is due again. */
export const aMinutePasses = (database: DataSource): Promise<unknown> =>
  database.query("UPDATE mails SET next_at = next_at - INTERVAL 61 SECOND WHERE state = 'queued'");
