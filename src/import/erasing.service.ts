import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { Schedules } from '../database/schedules.js';
import { Import } from '../items/import.entity.js';
import { Clock } from '../web/clock.js';
import { ImportCollection } from './import-collection.entity.js';

const MINUTE = 60_000;
/** So long a file that was read waits for *Import*. */
export const WAITS = 60 * MINUTE;
/** A server that stages says so with each batch; one that is silent for so long is no more. */
const SILENCE = 2 * MINUTE;
const BATCH = 1000;

/** Erases what was staged and is not wanted any more, and what an undone import has left behind. */
@Injectable()
export class Erasing implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(60, 'erasing of imports', () => this.run());
  }

  /** What nobody may make live any more: its hour is over, who read it has signed out, or its server is no more. */
  async run(): Promise<void> {
    const { manager } = this.dataSource;
    const now = this.clock.now().getTime();
    const over: { id: string }[] = await manager.query(
      `SELECT i.id FROM imports i WHERE i.state IN ('staging', 'ready') AND (i.created_at <= ?
        OR (i.state = 'staging' AND i.seen_at <= ?) OR NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = i.session_id))`,
      [new Date(now - WAITS), new Date(now - SILENCE)],
    );
    for (const { id } of over) await this.giveUp(manager, id);
    const left = await manager.find(Import, {
      select: { id: true },
      where: { state: In(['dead', 'undone', 'live']), clearedAt: IsNull() },
    });
    for (const { id } of left) await this.clear(manager, id);
  }

  async giveUp(db: EntityManager, id: string): Promise<void> {
    if (await this.end(db, id)) await this.clear(db, id);
  }

  /** From this moment on it never becomes live. @returns false where it is live already, or is no more */
  async end(db: EntityManager, id: string): Promise<boolean> {
    const dead = { state: 'dead' as const, problems: [], endedAt: this.clock.now() };
    const { affected } = await db.update(Import, { id, state: In(['staging', 'ready']) }, dead);
    return Boolean(affected);
  }

  /** Erases what an import that has ended, or is live, needs no more; in batches, outside of any transaction. */
  async clear(db: EntityManager, id: string): Promise<void> {
    const { state } = await db.findOneByOrFail(Import, { id });
    const erase = state === 'live' ? 'import_places WHERE item_id' : 'items WHERE id';
    for await (const ids of itemsOf(db, id)) await db.query(`DELETE FROM ${erase} IN (?)`, [ids]);
    if (state === 'dead') await db.delete(ImportCollection, { importId: id });
    await db.update(Import, { id, state }, { clearedAt: this.clock.now() });
  }
}

/** The ids of an import's items, batch by batch in their order: what was erased before is not looked through again. */
async function* itemsOf(db: EntityManager, importId: string): AsyncGenerator<string[]> {
  for (let last: string | undefined = ''; last !== undefined; ) {
    const found: { id: string }[] = await db.query(
      `SELECT id FROM items WHERE import_id = ? AND id > ? ORDER BY id LIMIT ${BATCH}`,
      [importId, last],
    );
    if (found.length > 0) yield found.map(({ id }) => id);
    last = found.at(-1)?.id;
  }
}
