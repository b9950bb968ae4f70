import { record } from '../audit/record.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import type { Told } from './grant-table.js';
import { levelText } from './levels.js';

/** How many grants one event tells of; what is more stands in the next one. */
const IN_ONE = 40;

/** Events of changed access, collection by collection, with old and new levels. */
export async function recordGrants(current: ClientCurrent, told: Told[]): Promise<void> {
  const byCollection = new Map<string, Told[]>();
  for (const one of told) byCollection.set(one.collectionId, [...(byCollection.get(one.collectionId) ?? []), one]);
  for (const [id, all] of byCollection) {
    for (let at = 0; at < all.length; at += IN_ONE) {
      const access = all
        .slice(at, at + IN_ONE)
        .map(({ name, old, level }) => say('{{field}}: {{old}} → {{new}}', worded(name, old, level)));
      await record(current, 'collection.access-changed', { id, name: all[0].collection }, { access });
    }
  }
}

const worded = (field: string, old: number, level: number) => ({ field, old: levelText(old), new: levelText(level) });
