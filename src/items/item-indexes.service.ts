import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Unlocked } from '../accounts/keyring.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { Clock } from '../web/clock.js';
import type { ClientCurrent } from '../web/current.js';
import { factsOfItems, headsOf, placesOfItems, revisionOf } from './index-reading.js';
import { accessToItems, sees } from './item-access.js';
import { type IndexedItem, ItemIndex } from './item-index.js';
import type { HeadsTask, OpenedHead } from './open-heads.worker.js';
import { Workers } from './workers.js';

const IDLE = 5 * 60_000;
const SWEEP = 15_000;
const MOST_ITEMS = 200_000;
const BATCH = 2000;
const LANES = 3;

interface Kept {
  sessionId: string;
  organizationId: string;
  /** The organization's, when it was read. */
  revision: number;
  index: Promise<ItemIndex>;
  size: number;
  usedAt: number;
}

/**
 * Indexes of items in memory, one for each unlocked session and organization: opened in a thread, and read again, as far as it
 * changed, when the organization's items have another revision. Dropped after five idle minutes, when memory is short, and when
 * session or membership are gone. What a person may see of it is decided at each request.
 */
@Injectable()
export class ItemIndexes implements OnModuleInit, OnModuleDestroy {
  private readonly kept = new Map<string, Kept>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly keys: OrganizationKeys,
    private readonly workers: Workers,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => this.kept.clear()), SWEEP).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.kept.clear();
  }

  /** How many are in memory. */
  get size(): number {
    return this.kept.size;
  }

  /** The index that is up to date for this request; of several requests at once the first one reads it. */
  async of(current: Unlocked<ClientCurrent>): Promise<ItemIndex> {
    const place = `${current.session.id} ${current.client.id}`;
    const revision = await revisionOf(current);
    const before = this.kept.get(place);
    const kept = before?.revision === revision ? before : this.reading(current, revision, before);
    kept.usedAt = this.clock.now().getTime();
    this.kept.delete(place); // the map's order is that of use
    this.kept.set(place, kept);
    try {
      const index = await kept.index;
      kept.size = index.items.length;
      this.dropOldest();
      return index;
    } catch (error) {
      if (this.kept.get(place) === kept) this.kept.delete(place);
      throw error;
    }
  }

  /** All that this person sees of it. */
  async seen(current: Unlocked<ClientCurrent>): Promise<IndexedItem[]> {
    const { levelIn } = await accessToItems(current);
    return (await this.of(current)).items.filter(({ collectionIds }) => sees(levelIn(collectionIds)));
  }

  /** Drops what nobody used for a while, and what is not unlocked or not theirs any more, whoever ended that and wherever. */
  async sweep(): Promise<void> {
    const idle = this.clock.now().getTime() - IDLE;
    for (const [place, { usedAt }] of this.kept) if (usedAt <= idle) this.kept.delete(place);
    if (this.kept.size === 0) return;
    const rows: { sessionId: string; organizationId: string }[] = await this.dataSource.query(
      `SELECT s.id AS sessionId, m.organization_id AS organizationId FROM sessions s
       JOIN members m ON m.user_id = s.user_id AND m.status = 'confirmed' AND m.organization_id IS NOT NULL
       WHERE s.id IN (?) AND s.keyring IS NOT NULL`,
      [[...this.kept.values()].map(({ sessionId }) => sessionId)],
    );
    const open = new Set(rows.map(({ sessionId, organizationId }) => `${sessionId} ${organizationId}`));
    for (const place of this.kept.keys()) if (!open.has(place)) this.kept.delete(place);
  }

  /** The revision was read first: what changes meanwhile is read again at the next request. */
  private reading(current: Unlocked<ClientCurrent>, revision: number, before?: Kept): Kept {
    const index = this.read(current, before?.index);
    const { session, client } = current;
    return { sessionId: session.id, organizationId: client.id, revision, index, size: before?.size ?? 0, usedAt: 0 };
  }

  /** Only what is new or was edited since `before` is decrypted. */
  private async read(current: Unlocked<ClientCurrent>, before?: Promise<ItemIndex>): Promise<ItemIndex> {
    const known = (await before?.catch(() => undefined))?.items ?? [];
    const versions = new Map(known.map(({ id, version }) => [id, version]));
    const facts = new Map((await factsOfItems(current)).map((one) => [one.id, one]));
    const edited = [...facts.values()].filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id);
    const kept = known.filter(({ id, version }) => facts.get(id)?.version === version);
    const heads = [...kept, ...(await this.open(current, edited))];
    const places = await placesOfItems(current);
    const items = heads.flatMap(({ id, name, username, text }): IndexedItem[] => {
      const fact = facts.get(id);
      if (!fact) return [];
      const { type, version, revisedAt, deletedAt } = fact;
      const collectionIds = places.get(id) ?? [];
      return [{ id, name, username, text, type, version, revisedAt, inTrash: deletedAt !== null, collectionIds }];
    });
    return new ItemIndex(items);
  }

  /** In batches, for what is sealed takes many times the room of what is opened; while some are opened, others are fetched. */
  private async open(current: Unlocked<ClientCurrent>, ids: string[]): Promise<OpenedHead[]> {
    if (ids.length === 0) return [];
    const { bytes: key } = await this.keys.own(current);
    const opened: OpenedHead[][] = [];
    const lane = async () => {
      for (let some = ids.splice(0, BATCH); some.length > 0; some = ids.splice(0, BATCH)) {
        const task: HeadsTask = { key, heads: await headsOf(current, some) };
        opened.push(await this.workers.run(new URL('./open-heads.worker.js', import.meta.url), task));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return opened.flat();
  }

  private dropOldest(): void {
    let sum = 0;
    for (const { size } of this.kept.values()) sum += size;
    for (const [place, { size }] of this.kept) {
      if (sum <= MOST_ITEMS || this.kept.size === 1) return;
      sum -= size;
      this.kept.delete(place);
    }
  }
}
