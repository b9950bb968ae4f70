import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { record } from '../audit/record.js';
import { changesItems } from '../client-orgs/items-revision.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { Schedules } from '../database/schedules.js';
import { transaction } from '../database/transaction.js';
import { Clock } from '../web/clock.js';
import { byClientele } from '../web/current.js';

/** So long items lie in the trash. */
export const TRASH_DAYS = 30;
const DAY = 24 * 3600 * 1000;
const BATCH = 1000;

/** Deletes for good, once an hour, what lay in the trash long enough. */
@Injectable()
export class TrashSweep implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(3600, 'trash sweep', () => this.run());
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - TRASH_DAYS * DAY);
    const due: { id: string }[] = await this.dataSource.query(
      'SELECT DISTINCT organization_id AS id FROM items WHERE deleted_at <= ?',
      [before],
    );
    for (const { id } of due) while ((await this.empty(id, before)) === BATCH);
  }

  /** @returns how many were deleted, a batch at most */
  private empty(organizationId: string, before: Date): Promise<number> {
    return transaction(byClientele(this.dataSource.manager, this.clock.now()), async (current) => {
      await changesItems(current.db, organizationId);
      const client = await current.db.findOneBy(Organization, { id: organizationId });
      if (!client) return 0;
      const { affectedRows: count }: { affectedRows: number } = await current.db.query(
        `DELETE FROM items WHERE organization_id = ? AND deleted_at <= ? LIMIT ${BATCH}`,
        [organizationId, before],
      );
      const logs = { organizationId, providerId: client.providerId };
      if (count > 0) await record(current, 'item.trash-emptied', client, { count }, logs);
      return count;
    });
  }
}
