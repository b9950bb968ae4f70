import { template } from './templates.js';

const render = template('groups/access');
const LEVELS = [1, 3, 5, 7, 15];
const TEXTS = [
  'View items, hidden passwords',
  'View items',
  'Edit items, hidden passwords',
  'Edit items',
  'Manage collection',
];

export async function accessMatrix(pool, person, path) {
  const id = path.split('/')[2];
  const [[client]] = await pool.query(
    `SELECT o.*, s.reason, d.due_at FROM organizations o JOIN providers p ON p.id = o.provider_id
     LEFT JOIN suspensions s ON s.organization_id = o.id LEFT JOIN deletions d ON d.organization_id = o.id WHERE o.id = ?`,
    [id],
  );
  const [collections] = await pool.query(
    "SELECT id, name, path FROM collections WHERE organization_id = ? AND name_key LIKE '%%' ORDER BY path, id LIMIT 121",
    [id],
  );
  const [groups] = await pool.query(
    "SELECT id, name FROM member_groups WHERE organization_id = ? AND name_key LIKE '%%' ORDER BY name, id LIMIT 61",
    [id],
  );
  const ids = [collections, groups].map((all) => all.map((one) => one.id));
  const [given] = await pool.query(
    `SELECT CONCAT(collection_id, group_id) AS cell, level FROM group_access WHERE collection_id IN (?) AND group_id IN (?)`,
    ids,
  );
  const digits = new Map(given.map(({ cell, level }) => [cell, String(LEVELS.indexOf(level) + 1)]));
  let was = '';
  const rows = collections.map((row) => ({
    ...row,
    cells: groups.map((group) => {
      const value = digits.get(row.id + group.id) ?? '';
      was += value || '0';
      return { value };
    }),
  }));
  const legend = TEXTS.map((text, at) => ({ digit: at + 1, text }));
  return render(person, { path, query: {}, back: '', pager: {}, legend, rows, was, groups }, client);
}
