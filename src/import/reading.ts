import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { compiled } from '../items/workers.js';
import { say } from '../web/message.js';
import { Refusal, refuseField } from '../web/refusal.js';
import { Turns } from '../web/turns.js';
import type { Batch, Outcome, ReadTask, Summary } from './read.worker.js';

/** A file that is being read: what it holds, and then its sealed items, as fast as they are taken. */
export interface Reading {
  summary: Summary;
  batches: AsyncIterable<Batch>;
  /** Ends the thread, and with it all that it knows. */
  stop(): void;
}

const MEGABYTES = 1500;
const AT_ONCE = 2;
/** So many files wait. */
const ROOM = 4;
const BUSY = new Refusal(say('Other files are being read. Try again in a minute.'), {}, 503, 60);
const THREAD = new URL('./read.worker.js', import.meta.url);

/** Threads of their own for files: each lives for one file, so that nothing of it stays in memory. */
@Injectable()
export class Readings implements OnApplicationShutdown {
  private readonly pool = new Piscina({
    minThreads: 0,
    maxThreads: AT_ONCE,
    idleTimeout: 0,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  /** Piscina's own queue would stand still when every thread is stopped at the same moment. */
  private readonly turns = new Turns(AT_ONCE, ROOM, BUSY);
  private readonly turnsOfProtected = new Turns(1, ROOM, BUSY);

  /**
   * Files with a password are opened one after the other: a key derivation may take 256 MiB that no thread's limit counts.
   * @throws Refusal when nothing of the file can be imported
   */
  begin(task: Omit<ReadTask, 'port'>): Promise<Reading> {
    return task.password ? this.turnsOfProtected.run(() => this.read(task)) : this.read(task);
  }

  private async read(task: Omit<ReadTask, 'port'>): Promise<Reading> {
    const { port1, port2 } = new MessageChannel();
    const stopping = new AbortController();
    const stop = () => {
      port1.close();
      stopping.abort();
    };
    const work: Promise<Outcome> = this.turns.run(() =>
      this.pool.run(
        { ...task, port: port2 },
        { filename: compiled(THREAD), signal: stopping.signal, transferList: [port2] },
      ),
    );
    work.catch(() => undefined); // whoever waits for a message is told
    const next = async <T>(): Promise<T | undefined> => {
      const message = once(port1, 'message').then(([message]) => message as T);
      const { unreadable } = await Promise.race([message.then(() => ({}) as Outcome), work]);
      if (unreadable) throw refusalOf(unreadable);
      return message;
    };
    try {
      const summary = (await next<Summary>()) as Summary;
      return { summary, stop, batches: batches(port1, next<Batch>, stop) };
    } catch (error) {
      stop();
      throw isTooMuch(error) ? refuseField('file', TOO_MUCH) : error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}

async function* batches(
  port: { postMessage(message: string): void },
  next: () => Promise<Batch | undefined>,
  stop: () => void,
) {
  try {
    for (;;) {
      const coming = next();
      port.postMessage('next');
      const batch = await coming;
      if (!batch) return;
      yield batch;
    }
  } finally {
    stop();
  }
}

const refusalOf = ({ sentence, asksPassword }: NonNullable<Outcome['unreadable']>) =>
  refuseField(asksPassword ? 'filePassword' : 'file', sentence);

const TOO_MUCH = say('This file needs more memory than there is. Split it and import the parts.');
const isTooMuch = (error: unknown) => (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';
