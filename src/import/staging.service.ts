import { Injectable, Logger } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { Collection } from '../collections/collection.entity.js';
import { transaction } from '../database/transaction.js';
import { Import } from '../items/import.entity.js';
import { Clock } from '../web/clock.js';
import type { ClientCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { Erasing } from './erasing.service.js';
import { isProviders } from './found-import.js';
import { ImportCollection } from './import-collection.entity.js';
import { inBatches } from './in-batches.js';
import type { Batch, Summary } from './read.worker.js';
import { type Reading, Readings } from './reading.js';

/** A file as it was sent. */
export interface Upload {
  file: Uint8Array;
  format?: string;
  password: string;
  /** The id of the collection under which everything goes. */
  collectionId?: string;
}

/** Reads files and stages what is in them: sealed, in batches, under a head row that is not live. */
@Injectable()
export class Staging {
  private readonly logger = new Logger(Staging.name);

  constructor(
    private readonly keys: OrganizationKeys,
    private readonly readings: Readings,
    private readonly erasing: Erasing,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the file; its items are sealed and staged afterwards, while the import's page shows how far that is.
   * @returns the import's id
   * @throws Refusal when nothing of the file can be imported; nothing is written then
   */
  async begin(current: Unlocked<ClientCurrent>, { collectionId, ...upload }: Upload): Promise<string> {
    const key = await (isProviders(current) ? this.keys.open(current) : this.keys.own(current));
    const target = collectionId ? await nameOf(current, collectionId) : undefined;
    const reading = await this.readings.begin({ ...upload, target, key: key.bytes, now: current.now });
    try {
      const id = await this.head(current, reading.summary);
      void this.stage(current, id, reading);
      return id;
    } catch (error) {
      reading.stop();
      throw error;
    }
  }

  private head(current: ClientCurrent, { collections, ...summary }: Summary): Promise<string> {
    const id = uuid();
    return transaction(current, async (current) => {
      const { client, person, session, provider, actor, now } = current;
      await current.db.insert(Import, {
        ...{ id, ...summary, organizationId: client.id, userId: person.id, actorName: actor.name },
        ...{ providerId: isProviders(current) ? provider?.id : null, sessionId: session.id },
        ...{ state: 'staging', staged: 0, createdAt: now, seenAt: now },
      });
      const rows = collections.map((one, place) => ({ importId: id, place, ...one }));
      await inBatches(rows, (some) => current.db.insert(ImportCollection, some));
      await record(current, 'import.prepared', { id, name: summary.format }, { items: summary.items });
      return id;
    });
  }

  /** Nobody waits for it: what goes wrong is logged, and the import is given up. */
  private async stage({ db, client }: ClientCurrent, id: string, { batches, stop }: Reading): Promise<void> {
    try {
      for await (const batch of batches) if (!(await this.add(db, client.id, id, batch))) return;
      await db.update(Import, { id, state: 'staging' }, { state: 'ready' });
    } catch (error) {
      this.logger.error(error);
      await this.erasing.giveUp(db, id);
    } finally {
      stop();
    }
  }

  /** @returns false where the import was given up meanwhile */
  private add(db: ClientCurrent['db'], organizationId: string, id: string, { rows, places }: Batch): Promise<boolean> {
    return transaction({ db }, async ({ db }) => {
      const { affected } = await db.update(
        Import,
        { id, state: 'staging' },
        { staged: () => `staged + ${rows.length}`, seenAt: this.clock.now() },
      );
      if (!affected) return false;
      const items = rows.map(([itemId, ...row]) => [itemId, organizationId, id, ...row, 1]);
      await db.query(
        `INSERT INTO items (id, organization_id, import_id, type, head, body, likeness, created_at, revised_at, version) VALUES ?`,
        [items],
      );
      if (places.length > 0) await db.query('INSERT INTO import_places (item_id, place) VALUES ?', [places]);
      return true;
    });
  }
}

async function nameOf({ db, client }: ClientCurrent, id: string): Promise<string> {
  const collection = await db.findOneBy(Collection, { id, organizationId: client.id });
  if (!collection) throw new NotThere();
  return collection.name;
}
