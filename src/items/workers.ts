import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';

/** Threads for what would hold up everybody's pages: opening many items, reading an import. */
@Injectable()
export class Workers implements OnApplicationShutdown {
  private readonly pool = new Piscina({ minThreads: 0, maxThreads: 2, idleTimeout: 60_000 });

  /**
   * @param file the module beside the caller whose default export does the work, such as `new URL('./open-heads.worker.js', import.meta.url)`
   * @param task copied into the thread; so is what the work returns
   */
  run<T>(file: URL, task: unknown): Promise<T> {
    return this.pool.run(task, { filename: compiled(file) });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}

/** Jest runs the sources as they are; a thread runs what was built from them. */
export const compiled = (file: URL) => fileURLToPath(file).replace(/([\\/])src([\\/][^\\/]+[\\/][^\\/]+)$/, '$1dist$2');
