// How to write a test:
//
//   let world: World;
//   beforeAll(async () => { world = await openWorld(); });
//   afterAll(() => world.close());
//
//   test('a provider admin starts a client organization', async () => {
//     const { admin } = await aProvider(world, { teams: 50 });         // its own provider: nothing is ever truncated
//     await admin.visit('/'); await admin.click('New client');          // follow links, as a person does
//     await admin.submit('Add organization', { name: 'Café Åäö', email: 'eva@cafe.example', Seats: '5' });
//     expect(admin.page.notice).toContain('Café Åäö is ready');        // page.heading .text .errors .rows() .facts .status
//   });
//
// people.ts makes people and clients; mail.ts reads their letters; `world.db` looks into the tables; `browser.send` is one
// request as it is; `statementsDuring` counts SQL; `world.daysPass(3)` moves the clock and does what falls due.
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource, EntityManager } from 'typeorm';
import { buildApp } from '../../src/app.js';
import { type Config, readConfig } from '../../src/config.js';
import { openDataSource } from '../../src/database/data-source.js';
import { migrate } from '../../src/database/migrate.js';
import { ENTITIES } from '../../src/entities.js';
import { InvitationSchedule } from '../../src/invitations/schedule.js';
import { type Kdf, LOWEST_KDF } from '../../src/keys/kdf.js';
import { Delivery } from '../../src/mail/delivery.service.js';
import { LifeSchedule } from '../../src/providers/life-schedule.js';
import { Clock } from '../../src/web/clock.js';
import { byOperator, type Current } from '../../src/web/current.js';
import { Browser } from './browser.js';
import { workerDatabase } from './database.js';
import { Wire } from './exchange.js';
import { PooledKeyPairs } from './key-pool.js';
import { type LogLine, recordLog } from './log.js';
import { markRequestsOf } from './statements.js';

const DAY = 24 * 3600 * 1000;

/** The same in all tests: mails that an earlier file left in the database can be opened. */
const SECRET_KEYS = Buffer.alloc(32, 'tests').toString('base64');

/** The settings of a server behind a TLS proxy on this machine; give it an SMTP_URL of a PostOffice too. */
export const PRODUCTION = {
  BASE_URL: 'https://portal.example.com',
  TRUST_PROXY: 'loopback',
  MAIL_FROM: 'Clientele <portal@example.com>',
};

export interface Route {
  method: string;
  /** With its parameters' names, such as /providers/:providerId/clients. */
  path: string;
}

export class World {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: Config,
    readonly dataSource: DataSource,
    readonly clock: Clock,
    /** What the server logs; nothing of it goes to the terminal. */
    readonly log: LogLine[],
    readonly wire: Wire,
    /** Every route of the portal, as Fastify has it; files of the browser are not among them. */
    readonly routes: Route[],
  ) {}

  static async open(env: NodeJS.ProcessEnv = {}, seams: Partial<{ clock: Clock; kdf: Kdf }> = {}): Promise<World> {
    const config: Config = {
      ...readConfig({ DATABASE_URL: await workerDatabase(), SECRET_KEYS, ...env }),
      logLevel: 'silent',
    };
    const dataSource = await openDataSource(config.databaseUrl, ENTITIES);
    await migrate(dataSource);
    const clock = seams.clock ?? new Clock();
    const app = await buildApp(config, dataSource, {
      clock,
      keyPairs: new PooledKeyPairs(),
      kdf: seams.kdf ?? LOWEST_KDF,
    });
    const log = recordLog(app);
    const routes: Route[] = [];
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, path: url });
      });
    markRequestsOf(app.getHttpServer());
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new World(app, config, dataSource, clock, log, new Wire(port), routes);
  }

  async close(): Promise<void> {
    this.wire.close();
    await this.app.close();
    await this.leaveNothingDue();
    await this.dataSource.destroy();
    Logger.overrideLogger(false);
  }

  /** The next file of this worker uses the same database: what would fall due there some day never does. */
  private async leaveNothingDue(): Promise<void> {
    await this.db.query('UPDATE mails SET next_at = NULL WHERE next_at IS NOT NULL');
    await this.db.query("UPDATE invitations SET state = 'withdrawn' WHERE state = 'open'");
  }

  /** A fresh browser in which nobody is signed in. */
  browser(): Browser {
    return new Browser(this.wire, this.config.baseUrl);
  }

  get db(): EntityManager {
    return this.dataSource.manager;
  }

  /** For calling services as the operator; `people.ts` has the others. */
  get operator(): Current {
    return byOperator(this.db, this.clock.now());
  }

  // biome-ignore lint/suspicious/noExplicitAny: Nest's own type of an injectable class
  get<T>(service: abstract new (...args: any[]) => T): T {
    return this.app.get(service, { strict: false });
  }

  /** Everything that is due goes out now rather than within the second. */
  deliverMail(): Promise<number> {
    return this.get(Delivery).deliverDue();
  }

  /** Time goes by, and what falls due at its end is done: mail, reminders, expiries. */
  async timePasses(milliseconds: number): Promise<void> {
    this.clock.forward(milliseconds);
    for (let runs = 0; runs < 20; runs++) {
      await this.db.query("UPDATE leases SET until = NOW(3) WHERE name IN ('invitation schedule', 'life schedule')");
      await this.get(InvitationSchedule).run();
      await this.get(LifeSchedule).run();
      const now = this.clock.now();
      const [due]: unknown[] = await this.db.query(
        "SELECT 1 FROM invitations WHERE state = 'open' AND (remind_at <= ? OR expires_at <= ?) LIMIT 1",
        [now, now],
      );
      if (!due) break;
    }
    await this.deliverMail();
  }

  hoursPass = (hours: number): Promise<void> => this.timePasses((hours * DAY) / 24);
  daysPass = (days: number): Promise<void> => this.timePasses(days * DAY);
}

/** The whole server on a database of this Jest worker, listening on a port of its own. */
export const openWorld = World.open;
