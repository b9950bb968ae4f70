import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { takeLease } from './lease.js';

/** What Clientele does by itself every so often: of several processes one at a time, and nothing is cut off when it stops. */
@Injectable()
export class Schedules implements OnApplicationShutdown {
  private readonly logger = new Logger(Schedules.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly dataSource: DataSource) {}

  /** From now on, for the first time after `seconds`. Work that takes longer than that is not begun a second time meanwhile. */
  every(seconds: number, name: string, work: () => Promise<void>): void {
    const tick = () => {
      if (this.running.has(name)) return;
      const run = this.run(seconds, name, work).finally(() => this.running.delete(name));
      this.running.set(name, run);
    };
    this.timers.push(setInterval(tick, seconds * 1000).unref());
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running.values());
  }

  private async run(seconds: number, name: string, work: () => Promise<void>): Promise<void> {
    try {
      if (await takeLease(this.dataSource.manager, name, seconds)) await work();
    } catch (error) {
      this.logger.error(error);
    }
  }
}
