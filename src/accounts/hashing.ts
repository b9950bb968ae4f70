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

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= RUNNING) {
      if (this.waiting.length >= WAITING) throw busy();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}

const busy = () =>
  new Refusal(say('Many people are signing in at this moment. Try again in a few seconds.'), {}, 503, RETRY_SECONDS);
