import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Deletion } from '../client-orgs/deletion.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { takeLease } from '../database/lease.js';
import { transaction } from '../database/transaction.js';
import { Clock } from '../web/clock.js';
import { byClientele } from '../web/current.js';
import { Provider } from './provider.entity.js';
import { Removal } from './removal.js';

const EVERY_SECONDS = 60;
const BATCH = 100;

/** Deletes the clients whose day has come. */
@Injectable()
export class DeletionSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DeletionSchedule.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly removal: Removal,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.run().catch((error) => this.logger.error(error));
    }, EVERY_SECONDS * 1000).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Does what is due; of several processes, one at a time. One client that cannot be deleted does not hold up the others. */
  async run(): Promise<void> {
    if (!(await takeLease(this.dataSource.manager, 'deletion schedule', EVERY_SECONDS))) return;
    const due = await this.dataSource.manager.find(Deletion, {
      where: { dueAt: LessThanOrEqual(this.clock.now()) },
      order: { dueAt: 'ASC' },
      take: BATCH,
    });
    for (const { organizationId } of due) {
      await this.carryOut(organizationId).catch((error) => this.logger.error(error));
    }
  }

  private carryOut(organizationId: string): Promise<void> {
    const now = this.clock.now();
    return transaction(byClientele(this.dataSource.manager, now), async (current) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const client = await current.db.findOne(Organization, { where: { id: organizationId }, lock });
      // Called off meanwhile?
      if (!client || !(await current.db.existsBy(Deletion, { organizationId, dueAt: LessThanOrEqual(now) }))) return;
      const provider = await current.db.findOneByOrFail(Provider, { id: client.providerId });
      await this.removal.remove({ ...current, provider }, client);
    });
  }
}
