import type { Refusal } from './refusal.js';

/** Work of which so much runs at a time; the rest waits its turn, who came first the first. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param busy is thrown at whoever comes while `room` wait already */
  constructor(
    private readonly atOnce: number,
    private readonly room: number,
    private readonly busy: Refusal,
  ) {}

  /** How many wait. */
  get length(): number {
    return this.waiting.length;
  }

  /** @throws Refusal when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> | undefined {
    if (this.running === this.atOnce) {
      if (this.waiting.length === this.room) throw this.busy;
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
