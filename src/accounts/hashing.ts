import { Injectable } from '@nestjs/common';
import { say } from '../web/message.js';
import { Refusal } from '../web/refusal.js';

const RUNNING = 4;
const WAITING = 50;
const RETRY_SECONDS = 5;

/** Lets four password hashes run at a time and fifty wait: each takes 32 MiB and a core. */
@Injectable()
export class HashingQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** How many wait. */
  get length(): number {
    return this.waiting.length;
  }

  /** @throws Refusal 503 when fifty wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | undefined {
    if (this.running === RUNNING) {
      if (this.waiting.length === WAITING) throw busy();
      return new Promise((resolve) => this.waiting.push(resolve));
    }
    this.running++;
    return undefined;
  }

  /** The place goes straight to who waited longest: freed first, somebody who has just come would take it too. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}

const busy = () =>
  new Refusal(say('Many people are signing in at this moment. Try again in a few seconds.'), {}, 503, RETRY_SECONDS);
