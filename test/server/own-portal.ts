import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { endLeftRunning, runningDatabase } from '../../bin/lib/embedded-database.js';
import { openDataSource } from '../../src/database/data-source.js';
import { ENTITIES } from '../../src/entities.js';
import { newFolder, tidyUp } from '../box/support.js';
import type { Place } from '../import/importing.js';
import type { Browser } from '../support/browser.js';
import { wordsIn } from './found-words.js';
import { Portal, setUp, wholeDatabase } from './portal.js';

const [CLIENT, ROUTE, PLANTED] = ['Kanariebur', '/organizations/:orgId/import', 'kanarieholk'];
const PLACES = ['data', 'dump', 'output', 'tmp'] as const;

/** What a search finds where nothing secret is: words that do stand there. If it missed them it would miss secrets too. */
export const CANARIES = { data: [CLIENT], dump: [CLIENT], output: [ROUTE], tmp: [PLANTED] };

const start = (root: string) =>
  Portal.start({ DATA_DIR: join(root, 'data'), TMPDIR: join(root, 'tmp'), SECRET_KEYS: '', LOG_LEVEL: 'trace' });

/** The portal on its embedded database, as `npm start` runs it, in folders that nothing else writes to. */
export class OwnPortal {
  private constructor(
    private readonly root: string,
    private portal: Portal,
    /** One connection beside the portal's own. */
    readonly database: DataSource,
    /** The provider's admin. */
    public admin: Browser,
    readonly client: Place,
  ) {}

  static async open(): Promise<OwnPortal> {
    const root = newFolder();
    for (const place of PLACES) mkdirSync(join(root, place), { mode: 0o700 });
    writeFileSync(join(root, 'tmp', 'planted'), Buffer.from(`a ${PLANTED}`).toString('base64'));
    const portal = await start(root);
    const admin = portal.browser();
    const client = await startsClient(admin, await portal.setupLink());
    const address = `${runningDatabase(join(root, 'data'))}&connections=1`;
    return new OwnPortal(root, portal, await openDataSource(address, ENTITIES), admin, client);
  }

  /** Ends the server, not its database, and waits until the latter has let go of what the server was about. */
  async kill(): Promise<void> {
    await this.portal.command.stop('SIGKILL');
    this.writeOutput();
    const others = "SELECT 1 FROM information_schema.processlist WHERE user = 'root' AND id <> CONNECTION_ID()";
    while ((await this.database.query(others)).length > 0) await pause(20);
  }

  /** Starts it again; the admin is still signed in. */
  async restart(): Promise<void> {
    this.portal = await start(this.root);
    const { cookies } = this.admin;
    this.admin = this.portal.browser();
    for (const [name, value] of cookies) this.admin.cookies.set(name, value);
  }

  /** Where words stand: in the data folder, the database's files among it, in its rows, in what was printed, in temporary files. */
  async found(words: readonly string[]): Promise<Record<(typeof PLACES)[number], string[]>> {
    for (const [table, rows] of await wholeDatabase(this.database)) writeFileSync(this.path('dump', table), rows);
    this.writeOutput();
    const { socketPath } = this.database.options as { socketPath: string };
    const all = [CLIENT, ROUTE, PLANTED, ...words];
    const [data, dump, output] = PLACES.map((place) => wordsIn([this.path(place)], all));
    return { data, dump, output, tmp: wordsIn([this.path('tmp'), dirname(socketPath)], all) };
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.portal.command.stop('SIGKILL');
    await endLeftRunning(this.path('data'));
    await tidyUp();
  }

  private writeOutput(): void {
    const { printed, child } = this.portal.command;
    writeFileSync(this.path('output', String(child.pid)), printed);
  }

  private path(place: (typeof PLACES)[number], ...more: string[]): string {
    return join(this.root, place, ...more);
  }
}

async function startsClient(admin: Browser, setupLink: string): Promise<Place> {
  await admin.visit(setupLink);
  await setUp(admin, 'asa@msp.example');
  await admin.visit('/');
  await admin.click('New client');
  await admin.submit('Add organization', { name: CLIENT, email: 'eva@kund.example', seats: '5' });
  return { path: new URL(admin.page.path, 'http://x').pathname, name: CLIENT };
}
