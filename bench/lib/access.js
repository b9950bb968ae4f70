import { v7 as uuid } from 'uuid';
import { pathOf } from '../../dist/collections/names.js';
import { insert } from './clients.js';

const LEVELS = [1, 3, 5, 7, 15];

/** A client of the provider with 60 groups and 120 collections, a quarter of the cells filled. @returns its id */
export async function addMatrix(sql, { id: providerId }) {
  const [[{ id }]] = await sql.query('SELECT id FROM organizations WHERE provider_id = ? LIMIT 1', [providerId]);
  await sql.query('DELETE FROM collections WHERE organization_id = ?', [id]);
  const row = (name) => ({
    ...{ id: uuid(), organization_id: id, name },
    name_key: name.toLowerCase(),
    created_at: new Date(),
  });
  const groups = Array.from({ length: 60 }, (_, i) => row(`Avdelning ${i} Göteborg`));
  const names = Array.from({ length: 120 }, (_, i) => `Funktion ${i % 20}/Område & mer ${i}`);
  const collections = names.map((name) => ({ ...row(name), path: pathOf(name) }));
  await insert(sql, 'member_groups', groups);
  await insert(sql, 'collections', collections);
  const cells = collections.flatMap((collection, i) =>
    groups
      .filter((_, at) => (at * 7 + i * 13) % 4 === 0)
      .map((group, at) => ({ collection_id: collection.id, group_id: group.id, level: LEVELS[(at * i) % 5] })),
  );
  await insert(sql, 'group_access', cells);
  return id;
}
