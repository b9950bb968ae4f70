import { keyOf, open } from './enc-string.js';
import { ownersTemplate } from './templates.js';

const render = ownersTemplate('items/index');
const key = keyOf(Buffer.from(process.env.ORGANIZATION_KEY ?? '', 'base64'));
const collator = new Intl.Collator('sv');
const PAGE = 50;
const TYPES = { login: 'Login', note: 'Secure note', card: 'Card', identity: 'Identity', 'ssh-key': 'SSH key' };
const options = (texts) => Object.entries(texts).map(([value, text]) => ({ value, text }));

/** Which items stand first, as far as that is known. */
let first = [];

/** The first page: all names are opened to find it; with `known` it is the one of before, and only what it shows is opened. */
export async function itemsPage(pool, person, path, query) {
  const organizationId = path.split('/')[2];
  const [[client]] = await pool.query('SELECT * FROM organizations WHERE id = ?', [organizationId]);
  if (!query.has('known')) first = await firstOf(pool, organizationId);
  const [found] = await pool.query('SELECT id, head, type, revised_at AS revisedAt FROM items WHERE id IN (?)', [
    first.slice(0, PAGE),
  ]);
  const [places] = await pool.query(
    'SELECT ci.item_id AS id, c.name FROM collection_items ci JOIN collections c ON c.id = ci.collection_id WHERE ci.item_id IN (?)',
    [first.slice(0, PAGE)],
  );
  const [collections] = await pool.query(
    'SELECT id, name FROM collections WHERE organization_id = ? ORDER BY name, id',
    [organizationId],
  );
  const byId = new Map(found.map((item) => [item.id, item]));
  const rows = first.slice(0, PAGE).map((id) => {
    const { head, type, revisedAt } = byId.get(id);
    const { name, username } = head;
    const within = places.filter((place) => place.id === id).map((place) => place.name);
    const texts = { name: open(name, key), username: open(username, key), typeText: TYPES[type] };
    return { id, revisedAt, ...texts, collections: within, unassigned: within.length === 0 };
  });
  const data = {
    ...{ rows, path, heading: 'Items', query: {}, values: { type: '', collection: '' } },
    types: options({ '': 'All types', ...TYPES }),
    collections: [
      ...options({ '': 'All collections', unassigned: 'Unassigned' }),
      ...collections.map(({ id, name }) => ({ value: id, text: name })),
    ],
    pager: { next: `${path}?after=${PAGE}.${first[PAGE]}` },
  };
  return render(person, data, client);
}

/** The ids of a page and of the next one's first item. */
async function firstOf(pool, organizationId) {
  const [items] = await pool.query('SELECT id, head FROM items WHERE organization_id = ? AND deleted_at IS NULL', [
    organizationId,
  ]);
  const named = items.map(({ id, head }) => ({ id, name: open(head.name, key) }));
  named.sort((one, other) => collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
  return named.slice(0, PAGE + 1).map(({ id }) => id);
}
