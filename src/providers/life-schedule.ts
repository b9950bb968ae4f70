import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Schedules } from '../database/schedules.js';
import { transaction } from '../database/transaction.js';
import { Clock } from '../web/clock.js';
import { byClientele, type Current } from '../web/current.js';
import { Additions } from './additions.service.js';
import { Deletions } from './deletions.service.js';
import { Departures } from './departures.service.js';

const BATCH = 100;

interface FallsDue {
  /** Ids of what is due, the oldest first. */
  due(current: Current, most: number): Promise<string[]>;
  /** Carries it out in a transaction of its own, unless it was called off meanwhile. */
  fallDue(current: Current, id: string): Promise<void>;
}

/** What time does to clients: deletions and departures whose day has come, and questions that nobody answered. */
@Injectable()
export class LifeSchedule implements OnModuleInit {
  private readonly logger = new Logger(LifeSchedule.name);
  private readonly parts: FallsDue[];

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly schedules: Schedules,
    deletions: Deletions,
    departures: Departures,
    additions: Additions,
  ) {
    this.parts = [departures, deletions, additions];
  }

  onModuleInit(): void {
    this.schedules.every(60, 'life schedule', () => this.run());
  }

  /** Does what is due. One client that fails does not hold up the others. */
  async run(): Promise<void> {
    const current = byClientele(this.dataSource.manager, this.clock.now());
    for (const part of this.parts) {
      for (const id of await part.due(current, BATCH)) {
        await transaction(current, (current) => part.fallDue(current, id)).catch((error) => this.logger.error(error));
      }
    }
  }
}
