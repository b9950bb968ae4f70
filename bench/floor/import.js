import { randomBytes } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import { insert } from '../lib/clients.js';
import { keyOf } from './enc-string.js';
import { sealedLogin } from './sealed-login.js';

const BATCH = 500;

/** An export of LastPass becomes rows: read, encrypted text by text, and written in batches, each of them at once. */
export async function importFile(pool, person, path, file) {
  const key = keyOf(randomBytes(64));
  const [organizationId, importId, now] = [path.split('/')[2], uuid(), new Date()];
  const records = parse(file, { columns: true });
  await insert(pool, 'imports', [
    {
      ...{ id: importId, organization_id: organizationId, provider_id: person.provider_id, user_id: person.id },
      ...{ actor_name: person.name, session_id: person.session_id, format: 'LastPass (csv)', state: 'live' },
      ...{ items: records.length, staged: records.length, counts: '{}', problems: '[]', faults: 0, unassigned: 0 },
      ...{ created_at: now, seen_at: now, live_at: now },
    },
  ]);
  const collections = new Map();
  for (const { grouping: name } of records) {
    const { items = 0, id = uuid() } = collections.get(name) ?? {};
    const names = { name, name_key: name.toLowerCase(), path: name };
    collections.set(name, { id, organization_id: organizationId, ...names, created_at: now, items: items + 1 });
  }
  await insert(pool, 'collections', [...collections.values()]);
  for (let begin = 0; begin < records.length; begin += BATCH) {
    const some = records.slice(begin, begin + BATCH);
    const items = some.map(({ url: uri, extra: notes, ...rest }) =>
      sealedLogin({ ...rest, uri, notes }, key, { organizationId, importId, now }),
    );
    await insert(pool, 'items', items);
    const places = items.map(({ id }, at) => ({ collection_id: collections.get(some[at].grouping).id, item_id: id }));
    await insert(pool, 'collection_items', places);
  }
}
