import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { wrap } from '../../dist/keys/rsa.js';
import { SymmetricKey } from '../../dist/keys/symmetric-key.js';
import { keyOf } from '../floor/enc-string.js';
import { sealedLogin } from '../floor/sealed-login.js';
import { insert } from './clients.js';
import { logins } from './logins.js';

const BATCH = 500;

/** Fills a client of the provider with logins by plain SQL, and makes somebody its owner. @returns its address and its key */
export async function addVault(sql, { id: providerId }, { id: ownersProvider }, count) {
  const [[{ id: organizationId }]] = await sql.query(
    "SELECT id FROM organizations WHERE provider_id = ? AND plan = 'teams' LIMIT 1",
    [providerId],
  );
  const [key, now] = [randomBytes(64), new Date()];
  await makeOwner(sql, ownersProvider, organizationId, key);
  const collections = new Map();
  for (const { folder: name } of logins(count)) collections.set(name, (collections.get(name) ?? 0) + 1);
  const rows = [...collections].map(([name, items]) => ({
    ...{ id: uuid(), organization_id: organizationId, name, name_key: name.toLowerCase(), path: name },
    ...{ created_at: now, items },
  }));
  await insert(sql, 'collections', rows);
  const idOf = new Map(rows.map(({ id, name }) => [name, id]));
  const all = logins(count);
  for (let begin = 0; begin < count; begin += BATCH) {
    const some = all.slice(begin, begin + BATCH);
    const items = some.map((login) => sealedLogin(login, keyOf(key), { organizationId, importId: null, now }));
    await insert(sql, 'items', items);
    const places = items.map(({ id }, at) => ({ collection_id: idOf.get(some[at].folder), item_id: id }));
    await insert(sql, 'collection_items', places);
  }
  await sql.query('ANALYZE TABLE items, collection_items, collections');
  return { path: `/organizations/${organizationId}/items`, key };
}

async function makeOwner(sql, providerId, organizationId, key) {
  const [[{ user_id, email, public_key }]] = await sql.query(
    'SELECT m.user_id, u.email, u.public_key FROM members m JOIN users u ON u.id = m.user_id WHERE m.provider_id = ?',
    [providerId],
  );
  const now = new Date();
  await insert(sql, 'members', [
    {
      ...{ id: randomUUID(), organization_id: organizationId, user_id, email, role: 'owner', status: 'confirmed' },
      ...{ wrapped_key: wrap(SymmetricKey.from(key), public_key), invited_at: now, confirmed_at: now },
    },
  ]);
}
