import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { SecretBox } from '../../src/keys/seal.js';
import { makeBackup } from '../../src/operator/backup.js';
import type { Portal } from '../../src/operator/portal.js';
import { restorable, restore } from '../../src/operator/restore.js';
import { dropDatabase, emptyDatabase, freshDatabase } from '../mail/mail-room.js';
import { addressOf } from '../server/portal.js';
import { openWorld, type World } from '../support/world.js';

/** The portal of a world, as the operator's commands have it. */
export const portalOf = ({ dataSource, config }: World): Portal => ({
  dataSource,
  box: new SecretBox(config.secretKeys),
});

/** A portal on a database of its own, backups of it, and what they are restored to: gone after the test. */
export class Elsewhere {
  readonly folder = mkdtempSync(join(tmpdir(), 'clientele-restored-'));
  private readonly databases: DataSource[] = [];
  private readonly worlds: World[] = [];

  async world(): Promise<World> {
    const database = await freshDatabase();
    this.databases.push(database);
    return this.open(database);
  }

  async empty(): Promise<DataSource> {
    const database = await emptyDatabase();
    this.databases.push(database);
    return database;
  }

  async backup(world: World, name = 'backup.sql.gz'): Promise<string> {
    return (await makeBackup(portalOf(world), join(this.folder, name))).file;
  }

  /** The backup in an empty database, served. */
  async restored(file: string, { config }: World): Promise<World> {
    const database = await this.empty();
    const box = new SecretBox(config.secretKeys);
    await restore({ dataSource: database, box }, await restorable(file, config.secretKeys.join()), false);
    return this.open(database);
  }

  async close(): Promise<void> {
    for (const world of this.worlds) await world.close();
    for (const database of this.databases) await dropDatabase(database);
    rmSync(this.folder, { recursive: true });
  }

  private async open(database: DataSource): Promise<World> {
    const world = await openWorld({ DATABASE_URL: addressOf(database) });
    this.worlds.push(world);
    return world;
  }
}
