import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Deletion } from '../client-orgs/deletion.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { Schedules } from '../database/schedules.js';
import { transaction } from '../database/transaction.js';
import { Clock } from '../web/clock.js';
import { byClientele } from '../web/current.js';
import { Provider } from './provider.entity.js';
import { Removal } from './removal.js';

const BATCH = 100;

/** Deletes the clients whose day has come. */
@Injectable()
export class DeletionSchedule implements OnModuleInit {
  private readonly logger = new Logger(DeletionSchedule.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly removal: Removal,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(60, 'deletion schedule', () => this.run());
  }

  /** One client that cannot be deleted does not hold up the others. */
  async run(): Promise<void> {
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
